package dev.towpath.lint.engine;

import dev.towpath.lint.bytecode.ClassFacts;
import dev.towpath.lint.bytecode.LambdaRef;
import dev.towpath.lint.bytecode.LambdaSite;
import dev.towpath.lint.bytecode.MethodFacts;
import dev.towpath.lint.bytecode.Names;
import dev.towpath.lint.model.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lambdas of an interface that a library calls on its own thread, wherever they are put. */
final class CallbackFunctions {

  private final Program program;
  private final Nodes nodes;

  CallbackFunctions(Program program, Nodes nodes) {
    this.program = program;
    this.nodes = nodes;
  }

  List<Root> of(ClassFacts facts, Map<String, List<Entry.Callback>> byOwner) {
    List<Root> roots = new ArrayList<>();
    for (MethodFacts method : facts.methods()) {
      if (makesOne(method, byOwner)) {
        for (LambdaSite site : program.body(method).lambdas) {
          add(site, byOwner, roots);
        }
      }
    }
    return roots;
  }

  private boolean makesOne(MethodFacts method, Map<String, List<Entry.Callback>> byOwner) {
    for (LambdaRef each : method.references) {
      if (each.type() != null && entry(each.type(), each.method(), byOwner) != null) {
        return true;
      }
    }
    return false;
  }

  private Entry.@Nullable Callback entry(
      String type, String method, Map<String, List<Entry.Callback>> byOwner) {
    for (String ancestor : program.index.ancestors(type)) {
      for (Entry.Callback each : byOwner.getOrDefault(ancestor, List.of())) {
        if (each.signature().name().equals(method)) {
          return each;
        }
      }
    }
    return null;
  }

  private void add(LambdaSite site, Map<String, List<Entry.Callback>> byOwner, List<Root> roots) {
    Entry.Callback entry = entry(site.interfaceName, site.method, byOwner);
    MethodFacts body =
        program.index.select(
            site.implementation.getOwner(),
            site.implementation.getName(),
            site.implementation.getDesc());
    if (entry != null && body != null) {
      String called = Names.simple(site.interfaceName) + "." + site.method;
      String why = "called by the library as " + called;
      Verdict verdict = new Verdict(entry.where(), entry.family(), why, Confidence.CERTAIN);
      String place = RootFinder.place(site.in, site.line);
      roots.add(new Root(nodes.plain(body), verdict, why, place, site.method));
    }
  }
}
