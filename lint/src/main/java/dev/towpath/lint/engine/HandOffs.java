package dev.towpath.lint.engine;

import dev.towpath.lint.bytecode.Call;
import dev.towpath.lint.bytecode.ClassFacts;
import dev.towpath.lint.bytecode.LambdaSite;
import dev.towpath.lint.bytecode.MethodFacts;
import dev.towpath.lint.bytecode.MethodRef;
import dev.towpath.lint.bytecode.Value;
import dev.towpath.lint.model.Catalogue;
import dev.towpath.lint.model.Entry;
import dev.towpath.lint.model.Where;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Type;

/** Finds the code that calls hand over to other threads, or run themselves. */
final class HandOffs {

  private static final int MOST_DECLARED = 4;
  private static final Set<String> KNOWN_METHODS =
      Set.of(
          "handle",
          "run",
          "call",
          "accept",
          "apply",
          "get",
          "test",
          "operationComplete",
          "onSuccess",
          "onFailure",
          "onNext",
          "onError",
          "onComplete",
          "subscribe",
          "start");

  private static final Set<String> NO_FUNCTIONS =
      Set.of("java/lang/Object", "java/lang/String", "java/lang/Class", "java/lang/CharSequence");

  private final Map<MethodRef, Boolean> handsOver = new HashMap<>();
  private final Map<MethodRef, List<String>> runTypes = new HashMap<>();
  private final Program program;
  private final Resolver resolver;
  private final Threads threads;
  private final Chains chains;
  private final Stages stages;
  private final Waits waits;
  private final Deployments deployments;
  private @Nullable Reach reach;

  HandOffs(
      Program program,
      Resolver resolver,
      Threads threads,
      Chains chains,
      Stages stages,
      Waits waits,
      Deployments deployments) {
    this.program = program;
    this.resolver = resolver;
    this.threads = threads;
    this.chains = chains;
    this.stages = stages;
    this.waits = waits;
    this.deployments = deployments;
  }

  /** Leaves out from now on what cannot lead to a blocking call. */
  void only(Reach leading) {
    reach = leading;
  }

  /** Whether calls of this method can hand over code at all. */
  boolean mayHandOver(MethodRef target) {
    return handsOver.computeIfAbsent(target, this::decide);
  }

  private boolean decide(MethodRef target) {
    return target.desc().indexOf('L') >= 0
        && (program.catalogue.find(Entry.Run.class, target, program.index) != null
            || isHandled(target)
            || chains.publisher(target.owner()) != null
            || stages.isStage(target.owner()));
  }

  /** Types of the functions that calls of this method may run on the calling thread. */
  List<String> runTypes(MethodRef target) {
    return runTypes.computeIfAbsent(target, this::findRunTypes);
  }

  private List<String> findRunTypes(MethodRef target) {
    if (!mayHandOver(target) && !runsItself(target.owner())) {
      return List.of();
    }
    Entry.Run run = program.catalogue.find(Entry.Run.class, target, program.index);
    List<String> types = new ArrayList<>();
    Type[] parameters = Type.getArgumentTypes(target.desc());
    for (int i = 0; i < parameters.length; i++) {
      Where where = run == null || !run.covers(i) ? null : run.where();
      boolean elsewhere = where == null ? isRegistered(target, parameters[i], i) : !isHere(where);
      if (!elsewhere && isFunction(target, parameters[i])) {
        types.add(parameters[i].getInternalName());
      }
    }
    return types;
  }

  /** Functions of futures run at once if the future is complete. */
  private boolean isRegistered(MethodRef target, Type parameter, int position) {
    return parameter.getSort() == Type.OBJECT
        && handled(target, parameter.getInternalName(), position) != null
        && !target.owner().endsWith("/Future");
  }

  private static boolean isHere(Where where) {
    return !where.mustNotWait() && where != Where.SAFE;
  }

  /** Whether what is given as this parameter may be run: a list that is added to runs nothing. */
  private boolean isFunction(MethodRef target, Type parameter) {
    if (parameter.getSort() != Type.OBJECT || NO_FUNCTIONS.contains(parameter.getInternalName())) {
      return false;
    }
    String type = parameter.getInternalName();
    return !runsItself(target.owner())
        || program.index.functional(type) != null
        || program.index.find(type) == null;
  }

  List<HandOff> of(Call call, Node node) {
    if (!mayHandOver(call.target) && !runsItself(call.target.owner())) {
      return List.of();
    }
    Type[] types = Type.getArgumentTypes(call.target.desc());
    Entry.Run run = program.catalogue.find(Entry.Run.class, call.target, program.index);
    List<HandOff> found = new ArrayList<>();
    for (int i = 0; i < types.length; i++) {
      if (!isFunction(call.target, types[i])) {
        continue;
      }
      Set<Obj> code = code(call, i, node, types[i].getInternalName());
      Entry.Run about = run != null && run.covers(i) ? run : null;
      Verdict verdict = code.isEmpty() ? null : verdict(call, node, about, i);
      if (verdict != null) {
        found.add(new HandOff(call, node, i, types[i].getInternalName(), code, verdict));
        remember(call, node, code, about);
      }
    }
    return found;
  }

  private void remember(Call call, Node node, Set<Obj> code, Entry.@Nullable Run run) {
    boolean stage =
        stages.isStage(call.target.owner()) || (run != null && run.where() == Where.STAGE);
    for (Obj each : code) {
      if (each instanceof Obj.Fn fn) {
        if (stage || call.target.owner().endsWith("/Future")) {
          waits.continuation(call, node, fn);
        }
        if (call.target.name().startsWith("addListener")) {
          waits.listener(fn);
        }
      }
    }
  }

  private @Nullable Verdict verdict(Call call, Node node, Entry.@Nullable Run run, int position) {
    Verdict verdict = run == null ? implied(call, node, position) : of(run, call, node);
    if (verdict != null && verdict.mustNotWait()) {
      if (verdict.family().startsWith("vertx") && isCompleted(call, node)) {
        return Verdict.SAME;
      }
      return deployments.isSafe(call.in.owner.name) ? Verdict.SAFE : verdict;
    }
    return verdict;
  }

  private boolean isCompleted(Call call, Node node) {
    if (call.isStatic() || !call.target.owner().endsWith("/Future")) {
      return false;
    }
    Set<Obj> receivers = resolver.resolve(call.args.get(0), node);
    return !receivers.isEmpty()
        && receivers.stream()
            .allMatch(each ->
                each instanceof Obj.Ext ext
                    && ext.call().isStatic()
                    && (ext.call().target.name().equals("succeededFuture")
                        || ext.call().target.name().equals("failedFuture")));
  }

  private @Nullable Verdict of(Entry.Run run, Call call, Node node) {
    return switch (run.where()) {
      case LOOP, POOL -> registered(run.where(), run.family(), call);
      case SAFE -> Verdict.SAFE;
      case SAME -> Verdict.SAME;
      case CHAIN -> chains.of(call, node);
      case STAGE -> stages.continuation(call, node);
      case EXECUTOR -> byExecutor(call, node);
    };
  }

  private static Verdict registered(Where where, String family, Call call) {
    return new Verdict(where, family, "registered by " + call.target.simple(), Confidence.CERTAIN);
  }

  private Verdict byExecutor(Call call, Node node) {
    Value executor = threads.executorArgument(call);
    if (executor == null) {
      return Verdict.SAFE;
    }
    Verdict verdict = threads.of(executor, node);
    return verdict.mustNotWait()
        ? new Verdict(
            verdict.where(),
            verdict.family(),
            "given to " + call.target.simple() + " of " + verdict.why(),
            verdict.confidence())
        : verdict;
  }

  private @Nullable Verdict implied(Call call, Node node, int position) {
    String type = call.parameterTypes()[position].getInternalName();
    Catalogue.Handled handled = handled(call.target, type, position);
    if (handled != null && handled.where() == Where.SAFE) {
      return Verdict.SAFE;
    }
    if (handled != null) {
      return registered(handled.where(), handled.family(), call);
    }
    if (chains.publisher(call.target.owner()) != null) {
      return Chains.ASSEMBLY.contains(call.target.name()) ? Verdict.SAME : chains.of(call, node);
    }
    if (stages.isStage(call.target.owner())) {
      return stages.continuation(call, node);
    }
    return runsItself(call.target.owner()) ? Verdict.SAME : null;
  }

  private static boolean runsItself(String owner) {
    return (owner.startsWith("java/util/") && !owner.startsWith("java/util/concurrent/"))
        || Containers.isContainer(owner)
        || owner.equals("java/lang/Iterable");
  }

  private Catalogue.@Nullable Handled handled(MethodRef target, String type, int position) {
    for (Catalogue.Handled each : program.catalogue.wildcards()) {
      if (each.covers(target, type, position)) {
        return each;
      }
    }
    return null;
  }

  private boolean isHandled(MethodRef target) {
    for (Catalogue.Handled each : program.catalogue.wildcards()) {
      if (target.owner().startsWith(each.prefix())
          && target.desc().contains(each.parameterType())) {
        return true;
      }
    }
    return false;
  }

  /** The arguments that can be run: functions, and objects of classes under analysis. */
  private Set<Obj> code(Call call, int parameter, Node node, String type) {
    Set<Obj> found = new LinkedHashSet<>();
    for (Obj each : resolver.resolve(call.args.get(call.argument(parameter)), node)) {
      if (each instanceof Obj.Fn fn && !isWorthALook(fn.site())) {
        continue;
      }
      String exact = each.exactType();
      boolean object = exact != null && program.index.project(exact) != null && isInterface(type);
      if (each instanceof Obj.Fn || object) {
        found.add(each);
      } else if (each instanceof Obj.Ext ext) {
        found.addAll(wrapped(ext));
      } else if (each instanceof Obj.Typed typed && isInterface(type)) {
        found.addAll(declared(typed.type()));
      }
    }
    return found;
  }

  private boolean isWorthALook(LambdaSite site) {
    Handle handle = site.implementation;
    return reach == null
        || reach.isWorthALook(new MethodRef(handle.getOwner(), handle.getName(), handle.getDesc()));
  }

  /** Objects of a class under analysis that were not seen being made: {@code this}, for one. */
  private Set<Obj> declared(String type) {
    ClassFacts facts = program.index.project(type);
    if (facts == null || facts.isInterface()) {
      return Set.of();
    }
    Set<Obj> found = new LinkedHashSet<>();
    if (!facts.isAbstract()) {
      found.add(new Obj.Exact(type));
    }
    for (ClassFacts descendant : program.index.descendants(type)) {
      if (!descendant.isAbstract() && found.size() < MOST_DECLARED) {
        found.add(new Obj.Exact(descendant.name));
      }
    }
    return found;
  }

  private Set<Obj> wrapped(Obj.Ext ext) {
    Set<Obj> found = new LinkedHashSet<>();
    String type = Type.getReturnType(ext.call().target.desc()).getClassName().replace('.', '/');
    if (program.index.functional(type) != null) {
      for (Value arg : ext.call().args) {
        for (Obj each : resolver.resolve(arg, ext.made())) {
          if (each instanceof Obj.Fn) {
            found.add(each);
          }
        }
      }
    }
    return found;
  }

  private boolean isInterface(String type) {
    ClassFacts facts = program.index.find(type);
    return facts == null || facts.isInterface() || facts.isAbstract();
  }

  /** The code that runs when somebody calls what was handed over. */
  List<Step> run(HandOff handOff, List<@Nullable Set<Obj>> given) {
    List<Step> steps = new ArrayList<>();
    for (Obj each : handOff.code()) {
      Invocation from = resolver.invocation(handOff.call(), handOff.node());
      if (each instanceof Obj.Fn fn) {
        steps.addAll(resolver.dispatch().apply(fn, given, from));
      } else {
        for (MethodFacts method : entryMethods(each, handOff.type())) {
          MethodRef target = new MethodRef(handOff.type(), method.name, method.desc);
          List<@Nullable Set<Obj>> args = new ArrayList<>();
          args.add(Set.of(each));
          args.addAll(given);
          steps.addAll(
              resolver
                  .dispatch()
                  .expand(
                      new Invocation(
                          target, false, true, args, handOff.node(), from.call(), from.line())));
        }
      }
    }
    return steps;
  }

  private List<MethodFacts> entryMethods(Obj object, String type) {
    MethodFacts functional = program.index.functional(type);
    if (functional != null) {
      return List.of(functional);
    }
    List<MethodFacts> found = new ArrayList<>();
    ClassFacts declared = program.index.find(type);
    if (declared != null) {
      for (String ancestor : program.index.ancestors(type)) {
        ClassFacts facts = program.index.find(ancestor);
        if (facts != null && (facts.isInterface() || facts.isAbstract())) {
          facts.methods().stream().filter(MethodFacts::isAbstract).forEach(found::add);
        }
      }
      return found;
    }
    String exact = object.exactType();
    for (String each : exact == null ? Set.<String>of() : program.index.ancestors(exact)) {
      ClassFacts own = program.index.project(each);
      if (own != null) {
        own.methods().stream()
            .filter(method -> KNOWN_METHODS.contains(method.name) && !method.isAbstract())
            .forEach(found::add);
      }
    }
    return found;
  }
}
