package dev.towpath.lint.engine;

import dev.towpath.lint.bytecode.Body;
import dev.towpath.lint.bytecode.Call;
import dev.towpath.lint.bytecode.ClassFacts;
import dev.towpath.lint.bytecode.ClassIndex;
import dev.towpath.lint.bytecode.ClassSource;
import dev.towpath.lint.bytecode.LambdaSite;
import dev.towpath.lint.bytecode.Library;
import dev.towpath.lint.bytecode.MethodFacts;
import dev.towpath.lint.bytecode.MethodRef;
import dev.towpath.lint.bytecode.Origin;
import dev.towpath.lint.bytecode.Value;
import dev.towpath.lint.model.Catalogue;
import dev.towpath.lint.model.Signature;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Single calls with what is known about their arguments: for rules that need no path. */
public final class Sites {

  private final Program program;
  private final Nodes nodes;
  private final Resolver resolver;
  private final Deployments deployments;

  private Sites(ClassIndex index, Catalogue catalogue) {
    program = new Program(index, catalogue, new Options());
    nodes = new Nodes(index);
    resolver = new Resolver(program, nodes);
    Threads threads = new Threads(program, resolver);
    deployments = new Deployments(program, nodes, resolver, threads);
  }

  public static Sites read(
      Collection<? extends ClassSource> classes, Library library, Catalogue catalogue) {
    return new Sites(ClassIndex.read(classes, library), catalogue);
  }

  /** Every call to one of these methods, inherited ones included. */
  public List<Call> calls(List<Signature> wanted) {
    List<Call> found = new ArrayList<>();
    for (MethodFacts method :
        methods(each -> each.calls.stream().anyMatch(call -> is(call, wanted)))) {
      for (Call call : program.body(method).calls) {
        if (is(call.target, wanted)) {
          found.add(call);
        }
      }
    }
    return found;
  }

  private boolean is(MethodRef call, List<Signature> wanted) {
    for (Signature each : wanted) {
      if (each.accepts(call.name(), call.desc())
          && program.index.isSubtype(call.owner(), each.owner())) {
        return true;
      }
    }
    return false;
  }

  private List<MethodFacts> methods(Predicate<MethodFacts> wanted) {
    List<MethodFacts> found = new ArrayList<>();
    for (ClassFacts facts : program.index.project()) {
      facts.methods().stream().filter(wanted).forEach(found::add);
    }
    return found;
  }

  /** Whether the value is what one of the named library methods or constants yields. */
  public boolean comesFrom(Value value, Call at, Set<String> names) {
    for (Obj each : resolver.resolve(value, nodes.plain(at.in))) {
      if (each instanceof Obj.Ext ext && names.contains(ext.call().target.name())) {
        return true;
      }
      if (each instanceof Obj.Static constant && names.contains(constant.name())) {
        return true;
      }
    }
    return false;
  }

  /** Whether the value comes from a chain of calls that begins with the named one. */
  public boolean beginsWith(Value value, Call at, String name) {
    return beginsWith(value, nodes.plain(at.in), name, 0);
  }

  private boolean beginsWith(Value value, Node node, String name, int depth) {
    for (Obj each : resolver.resolve(value, node)) {
      if (each instanceof Obj.Ext ext && depth < 8) {
        Call call = ext.call();
        if (call.target.name().equals(name)
            || (!call.isStatic() && beginsWith(call.args.get(0), ext.made(), name, depth + 1))) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether the method that makes the call also calls one of the named methods. */
  public boolean mentions(MethodFacts method, Set<String> names) {
    return method.calls.stream().anyMatch(call -> names.contains(call.name()));
  }

  /** Whether the method or its class has one of these annotations, given as internal names. */
  public boolean isAnnotated(MethodFacts method, Set<String> annotations) {
    return !Collections.disjoint(method.annotations.keySet(), annotations)
        || !Collections.disjoint(method.owner.annotations.keySet(), annotations);
  }

  /** Whether, in the order of the code, the call stands behind a beginning and before its end. */
  public boolean isBetween(Call at, Set<String> begins, Set<String> ends) {
    boolean begun = false;
    for (Call call : program.body(at.in).calls) {
      String name = call.target.name();
      if (call.position < at.position) {
        begun = begins.contains(name) || (begun && !ends.contains(name));
      } else if (begun && ends.contains(name)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the class runs on a thread that its deployment made a worker or virtual. */
  public boolean isDeployedToWait(MethodFacts method) {
    return deployments.isSafe(method.owner.name);
  }

  /** Lines of handlers that swallow an interrupt, by method. */
  public List<String> swallowedInterrupts() {
    List<String> found = new ArrayList<>();
    for (MethodFacts method : methods(each -> !each.isAbstract())) {
      for (int line : program.body(method).swallowedInterrupts) {
        found.add(
            method.owner.name.replace('/', '.')
                + "\t"
                + Findings.display(method)
                + "\t"
                + RootFinder.place(method, line));
      }
    }
    return found;
  }

  /** Collections of the enclosing method that a function argument of the call changes. */
  public List<String> changedByFunction(Call call, Set<String> types, Set<String> changes) {
    List<String> found = new ArrayList<>();
    for (Value arg : call.args) {
      for (Origin origin : arg.origins) {
        if (origin instanceof Origin.Function function) {
          addChanged(function.site(), types, changes, found);
        }
      }
    }
    return found;
  }

  private void addChanged(
      LambdaSite site, Set<String> types, Set<String> changes, List<String> found) {
    MethodFacts body =
        program.index.select(
            site.implementation.getOwner(),
            site.implementation.getName(),
            site.implementation.getDesc());
    for (int i = 0; body != null && i < site.captured.size(); i++) {
      for (Origin origin : site.captured.get(i).origins) {
        if (origin instanceof Origin.Created created
            && types.contains(created.allocation().type)
            && changes(program.body(body), i, changes)) {
          found.add(created.allocation().type);
        }
      }
    }
  }

  private static boolean changes(Body body, int parameter, Set<String> changes) {
    for (Call call : body.calls) {
      if (!call.isStatic()
          && changes.contains(call.target.name())
          && call.args.get(0).only() instanceof Origin.Param param
          && param.index() == parameter) {
        return true;
      }
    }
    return false;
  }

  /** {@code Type.method (File.java:12)}. */
  public static String place(Call call) {
    return call.in.owner.name.replace('/', '.')
        + "."
        + Findings.display(call.in)
        + " ("
        + RootFinder.place(call.in, call.line)
        + ")";
  }

  public static String className(Call call) {
    return call.in.owner.name.replace('/', '.');
  }
}
