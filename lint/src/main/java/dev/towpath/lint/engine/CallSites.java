package dev.towpath.lint.engine;

import dev.towpath.lint.bytecode.Call;
import dev.towpath.lint.bytecode.MethodFacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the calls that may run a method, by name, hierarchy and what is known of the receiver. */
final class CallSites {

  private final Program program;
  private final Nodes nodes;
  private final Resolver resolver;
  private final int most;
  private final Map<MethodFacts, List<Call>> known = new HashMap<>();

  CallSites(Program program, Nodes nodes, Resolver resolver, int most) {
    this.program = program;
    this.nodes = nodes;
    this.resolver = resolver;
    this.most = most;
  }

  /** Of many the first ones: whoever asks looks at no more, and each costs a method's reading. */
  List<Call> to(MethodFacts method) {
    List<Call> sites = known.get(method);
    if (sites == null) {
      sites = find(method);
      known.put(method, sites);
    }
    return sites;
  }

  private List<Call> find(MethodFacts method) {
    List<Call> found = new ArrayList<>();
    for (MethodFacts caller : program.mentions.callers(method)) {
      if (found.size() > most) {
        break;
      }
      for (Call call : program.body(caller).calls) {
        if (call.target.name().equals(method.name)
            && call.target.desc().equals(method.desc)
            && program.mentions.mayMean(call.target.owner(), method)
            && mayBeOn(call, method)) {
          found.add(call);
        }
      }
    }
    return found;
  }

  /** A call on a library's type is on this class only if the object is known to be of it. */
  private boolean mayBeOn(Call call, MethodFacts method) {
    if (call.isStatic() || program.index.project(call.target.owner()) != null) {
      return true;
    }
    for (Obj each : resolver.resolve(call.args.get(0), nodes.plain(call.in))) {
      String type = each instanceof Obj.Typed typed ? typed.type() : each.exactType();
      if (type != null && program.index.isSubtype(type, method.owner.name)) {
        return true;
      }
    }
    return false;
  }
}
