package dev.towpath.lint.engine;

import dev.towpath.lint.bytecode.ClassFacts;
import dev.towpath.lint.bytecode.MethodFacts;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Static initialisers: they run on the thread that first touches the class. */
final class Initialisers {

  private final Program program;
  private final Nodes nodes;
  private final Walk walk;

  Initialisers(Program program, Nodes nodes, Walk walk) {
    this.program = program;
    this.nodes = nodes;
    this.walk = walk;
  }

  void follow() {
    int before;
    do {
      before = walk.visitedMethods();
      Map<String, Visit> triggers = new LinkedHashMap<>();
      Set<MethodFacts> reached = new HashSet<>();
      for (Visit visit : walk.visits()) {
        reached.add(visit.node.method);
        for (String type : visit.node.method.initialises) {
          if (!type.equals(visit.node.method.owner.name) && program.index.project(type) != null) {
            triggers.putIfAbsent(type, visit);
          }
        }
      }
      triggers.forEach((type, visit) -> enter(type, visit, reached));
      walk.run();
    } while (walk.visitedMethods() > before);
  }

  private void enter(String type, Visit visit, Set<MethodFacts> reached) {
    ClassFacts facts = program.index.project(type);
    MethodFacts initialiser = facts == null ? null : facts.method("<clinit>", "()V");
    if (initialiser == null) {
      return;
    }
    boolean onlyHere =
        program.mentions.initialisers(type).stream()
            .filter(method -> !method.owner.name.equals(type))
            .allMatch(reached::contains);
    Confidence confidence = onlyHere ? Confidence.LIKELY : Confidence.POSSIBLE;
    int line = program.body(visit.node.method).firstLine;
    Node node = nodes.plain(initialiser);
    walk.visit(new Visit(node, visit.root, visit, line, visit.confidence.and(confidence)), visit);
  }
}
