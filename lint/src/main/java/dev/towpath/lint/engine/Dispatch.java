package dev.towpath.lint.engine;

import dev.towpath.lint.bytecode.Call;
import dev.towpath.lint.bytecode.ClassFacts;
import dev.towpath.lint.bytecode.LambdaSite;
import dev.towpath.lint.bytecode.MethodFacts;
import dev.towpath.lint.bytecode.MethodRef;
import dev.towpath.lint.bytecode.Value;
import dev.towpath.lint.model.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Finds the code that an invocation runs. An object whose making was seen decides; without one the
 * hierarchy does, but only among classes under analysis and never through a library's interface.
 */
final class Dispatch {

  private static final int MOST_ALTERNATIVES = 12;
  private static final int DEEPEST_FUNCTION = 6;

  private final Program program;
  private final Nodes nodes;
  private final Resolver resolver;
  private int unresolved;
  private int functionDepth;

  Dispatch(Program program, Nodes nodes, Resolver resolver) {
    this.program = program;
    this.nodes = nodes;
    this.resolver = resolver;
  }

  /** How many calls on types under analysis led nowhere. */
  int unresolved() {
    return unresolved;
  }

  List<Step> expand(Invocation invocation) {
    MethodRef target = invocation.target();
    if (!invocation.virtual()) {
      MethodFacts method = followed(target.owner(), target.name(), target.desc());
      return List.of(
          method == null ? new Step.Leave(invocation) : enter(method, invocation.args(), 1));
    }
    Map<Object, Step> steps = new LinkedHashMap<>();
    Set<String> guesses = new LinkedHashSet<>();
    for (Obj receiver : invocation.arg(0)) {
      if (!byObject(receiver, invocation, steps)) {
        guesses.add(receiver instanceof Obj.Typed typed ? typed.type() : target.owner());
      }
    }
    if (steps.isEmpty()) {
      guesses.add(target.owner());
      byHierarchy(guesses, invocation, steps);
    }
    return new ArrayList<>(steps.values());
  }

  private @Nullable MethodFacts followed(String owner, String name, String desc) {
    MethodFacts method = program.index.select(owner, name, desc);
    if (method == null || method.isAbstract() || !program.isFollowed(method.owner)) {
      return null;
    }
    return method.owner.project || !isDescribed(method) ? method : null;
  }

  /** A library's method that the catalogue already calls blocking needs no look inside. */
  private boolean isDescribed(MethodFacts method) {
    return program.catalogue.find(Entry.Sink.class, method.ref(), program.index) != null;
  }

  private Step.Enter enter(MethodFacts method, List<@Nullable Set<Obj>> args, int alternatives) {
    return new Step.Enter(nodes.entered(method, args), alternatives);
  }

  /** True if the object decides where the call goes. */
  private boolean byObject(Obj receiver, Invocation invocation, Map<Object, Step> steps) {
    MethodRef target = invocation.target();
    if (receiver instanceof Obj.Fn fn) {
      return byFunction(fn, invocation, steps);
    }
    String exact = receiver.exactType();
    if (exact != null) {
      MethodFacts method = followed(exact, target.name(), target.desc());
      if (method != null) {
        Step.Enter step = enter(method, withReceiver(invocation, receiver), 1);
        steps.put(step.node(), step);
      } else {
        steps.put(exact, new Step.Leave(on(invocation, exact)));
      }
      return true;
    }
    if (receiver instanceof Obj.Ext ext && wraps(ext, target)) {
      functionsIn(ext).forEach(each -> byObject(each, invocation, steps));
      return !steps.isEmpty();
    }
    return false;
  }

  private static Invocation on(Invocation call, String type) {
    MethodRef target = new MethodRef(type, call.target().name(), call.target().desc());
    return new Invocation(
        target, false, call.virtual(), call.args(), call.in(), call.call(), call.line());
  }

  private static List<@Nullable Set<Obj>> withReceiver(Invocation invocation, Obj receiver) {
    return Arguments.withReceiver(Set.of(receiver), invocation.args());
  }

  private boolean byFunction(Obj.Fn fn, Invocation invocation, Map<Object, Step> steps) {
    MethodRef target = invocation.target();
    if (!target.name().equals(fn.site().method)) {
      MethodFacts inherited = followed(fn.site().interfaceName, target.name(), target.desc());
      if (inherited != null) {
        Step.Enter step = enter(inherited, withReceiver(invocation, fn), 1);
        steps.put(step.node(), step);
      }
      return inherited != null;
    }
    List<@Nullable Set<Obj>> given = invocation.args();
    for (Step step : apply(fn, given.subList(1, given.size()), invocation)) {
      steps.put(step instanceof Step.Enter enter ? enter.node() : step, step);
    }
    return true;
  }

  /** Runs a function object with these arguments. */
  List<Step> apply(Obj.Fn fn, List<@Nullable Set<Obj>> given, Invocation from) {
    if (functionDepth >= DEEPEST_FUNCTION) {
      return List.of();
    }
    functionDepth++;
    try {
      return expand(implementation(fn, given, from));
    } finally {
      functionDepth--;
    }
  }

  private Invocation implementation(Obj.Fn fn, List<@Nullable Set<Obj>> given, Invocation from) {
    LambdaSite site = fn.site();
    int tag = site.implementation.getTag();
    int arity =
        Type.getArgumentTypes(site.implementation.getDesc()).length
            + (tag == Opcodes.H_INVOKESTATIC ? 0 : 1);
    List<@Nullable Set<Obj>> made =
        tag == Opcodes.H_NEWINVOKESPECIAL
            ? List.of(Set.of(new Obj.Exact(site.implementation.getOwner())))
            : new Arguments(resolver, fn.made(), site.captured.toArray(new Value[0]));
    int known = Math.max(arity, made.size() + given.size());
    List<@Nullable Set<Obj>> args = Arguments.joined(made, given, known);
    MethodRef target =
        new MethodRef(
            site.implementation.getOwner(),
            site.implementation.getName(),
            site.implementation.getDesc());
    boolean virtual = tag == Opcodes.H_INVOKEVIRTUAL || tag == Opcodes.H_INVOKEINTERFACE;
    boolean lambdaBody = target.name().startsWith("lambda$");
    return new Invocation(
        target,
        tag == Opcodes.H_INVOKESTATIC,
        virtual && !lambdaBody,
        args,
        from.in(),
        from.call(),
        from.line());
  }

  /** A library's {@code andThen}, or any wrapper that turns functions into a function. */
  private boolean wraps(Obj.Ext ext, MethodRef target) {
    MethodFacts functional = program.index.functional(target.owner());
    return functional != null && functional.name.equals(target.name()) && ext.call() != null;
  }

  private Set<Obj> functionsIn(Obj.Ext ext) {
    Set<Obj> found = new LinkedHashSet<>();
    Call call = ext.call();
    for (Value arg : call.args) {
      for (Obj each : resolver.resolve(arg, ext.made())) {
        if (each instanceof Obj.Fn) {
          found.add(each);
        }
      }
    }
    return found;
  }

  private void byHierarchy(Set<String> types, Invocation invocation, Map<Object, Step> steps) {
    MethodRef target = invocation.target();
    Set<MethodFacts> candidates = new LinkedHashSet<>();
    for (String type : types) {
      ClassFacts facts = program.index.find(type);
      if (facts != null && program.isFollowed(facts)) {
        collect(facts, target, candidates);
      }
    }
    if (candidates.size() > MOST_ALTERNATIVES) {
      unresolved++;
      return;
    }
    for (MethodFacts method : candidates) {
      Step.Enter step = enter(method, unknownReceiver(invocation), candidates.size());
      steps.put(step.node(), step);
    }
    if (candidates.isEmpty()) {
      ClassFacts owner = program.index.find(target.owner());
      unresolved += owner != null && owner.project ? 1 : 0;
      steps.put(target, new Step.Leave(invocation));
    }
  }

  private void collect(ClassFacts type, MethodRef target, Set<MethodFacts> candidates) {
    MethodFacts own = followed(type.name, target.name(), target.desc());
    if (own != null) {
      candidates.add(own);
    }
    for (ClassFacts descendant : program.index.descendants(type.name)) {
      if (!descendant.isAbstract() && !descendant.isInterface()) {
        MethodFacts method = followed(descendant.name, target.name(), target.desc());
        if (method != null) {
          candidates.add(method);
        }
      }
    }
  }

  private static List<@Nullable Set<Obj>> unknownReceiver(Invocation invocation) {
    return Arguments.withReceiver(null, invocation.args());
  }
}
