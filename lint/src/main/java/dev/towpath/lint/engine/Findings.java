package dev.towpath.lint.engine;

import dev.towpath.lint.bytecode.ClassFacts;
import dev.towpath.lint.bytecode.MethodFacts;
import dev.towpath.lint.bytecode.Names;
import dev.towpath.lint.model.Entry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;

/** Turns blocking calls into findings: one for each cause, the surest and shortest way shown. */
final class Findings {

  private final Program program;
  private final Walk walk;

  Findings(Program program, Walk walk) {
    this.program = program;
    this.walk = walk;
  }

  List<Finding> grouped(List<Walk.Hit> hits) {
    Map<String, Shown> byKey = new LinkedHashMap<>();
    for (Walk.Hit hit : hits) {
      Shown shown = new Shown(finding(hit, 0), hit);
      byKey.merge(shown.finding.key(), shown, Shown::better);
    }
    List<Finding> all = new ArrayList<>();
    byKey.values().forEach(shown -> all.add(finding(shown.hit, others(shown.hit))));
    all.sort(
        Comparator.comparing(Finding::level)
            .thenComparing(finding -> finding.last().className())
            .thenComparingInt(finding -> finding.last().line())
            .thenComparing(Finding::key));
    return all;
  }

  private record Shown(Finding finding, Walk.Hit hit) {

    private static final Comparator<Finding> BEST =
        Comparator.comparing(Finding::level)
            .thenComparingInt(finding -> finding.path().size())
            .thenComparingInt(finding -> finding.last().line())
            .thenComparing(Finding::pathText);

    static Shown better(Shown left, Shown right) {
      return BEST.compare(left.finding, right.finding) <= 0 ? left : right;
    }
  }

  /** How many more roots lead to the call: worth knowing only for what is shown. */
  private int others(Walk.Hit hit) {
    return Math.max(0, walk.roots(hit.visit()) - 1);
  }

  private Finding finding(Walk.Hit hit, int others) {
    Visit visit = hit.visit();
    Root root = visit.root;
    return new Finding(
        hit.sink().sink().category(),
        hit.sink().severity(),
        visit.confidence,
        root.family(),
        root.why(),
        root.place(),
        path(visit, hit.line()),
        hit.target().readable(),
        fix(root.family()),
        others);
  }

  private static List<Finding.PathStep> path(Visit visit, int sinkLine) {
    List<Finding.PathStep> steps = new ArrayList<>();
    int line = sinkLine;
    for (Visit at = visit; at != null; at = at.from) {
      MethodFacts method = at.node.method;
      if (!isBridge(method) || (at.from == null && steps.isEmpty())) {
        steps.add(
            new Finding.PathStep(
                Names.dotted(method.owner.name), display(method), file(method), line));
      }
      line = at.line;
    }
    Collections.reverse(steps);
    return steps;
  }

  private static boolean isBridge(MethodFacts method) {
    return (method.access & Opcodes.ACC_BRIDGE) != 0;
  }

  /** A lambda's body shows as the method that it stands in. */
  static String display(MethodFacts method) {
    String name = method.name;
    if (!name.startsWith("lambda$") || name.indexOf('$', 7) < 0) {
      return name;
    }
    String enclosing = name.substring(7, name.indexOf('$', 7));
    return switch (enclosing) {
      case "new" -> "<init>";
      case "static" -> "<clinit>";
      case "null" -> "lambda";
      default -> enclosing;
    };
  }

  private static String file(MethodFacts method) {
    String file = method.owner.sourceFile;
    return file == null ? Names.outermost(Names.simple(method.owner.name)) : file;
  }

  private String fix(String family) {
    for (Entry.Fix each : program.catalogue.all(Entry.Fix.class)) {
      if (each.signature().owner() != null && each.family().equals(family) && exists(each)) {
        return each.text();
      }
    }
    return "move the call to a thread that may wait";
  }

  private boolean exists(Entry.Fix fix) {
    ClassFacts owner = program.index.find(fix.signature().owner());
    return owner != null
        && owner.methods().stream()
            .anyMatch(method -> fix.signature().accepts(method.name, method.desc));
  }
}
