package dev.towpath.lint.engine;

import dev.towpath.lint.bytecode.ClassFacts;
import java.util.ArrayList;
import java.util.List;

/**
 * What the analysis did not see.
 *
 * @param unreadable class files that are broken or newer than the reader
 * @param missing classes that were asked for and not found
 * @param skipped methods that could not be followed
 * @param foreign lambdas of other languages' compilers, recognised but not analysed
 * @param budgets how often a search ended at its limit
 * @param unresolved calls on classes under analysis that led nowhere
 */
public record Gaps(
    List<String> unreadable,
    List<String> missing,
    List<String> skipped,
    List<String> foreign,
    int budgets,
    int unresolved) {

  static boolean isForeignLambda(ClassFacts facts) {
    String parent = String.valueOf(facts.superName);
    return parent.equals("kotlin/jvm/internal/Lambda")
        || parent.startsWith("kotlin/coroutines/jvm/internal/")
        || parent.equals("groovy/lang/Closure")
        || parent.startsWith("scala/runtime/AbstractFunction");
  }

  /** One line for each kind of gap that there is. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    add(lines, unreadable, "class files could not be read");
    add(lines, missing, "classes were not found on the class path");
    add(lines, skipped, "methods were not followed");
    add(lines, foreign, "Kotlin, Groovy or Scala lambdas were not analysed");
    if (budgets > 0) {
      lines.add(budgets + " searches ended at their limit");
    }
    if (unresolved > 0) {
      lines.add(unresolved + " calls could not be resolved");
    }
    return lines;
  }

  private static void add(List<String> lines, List<String> what, String text) {
    if (!what.isEmpty()) {
      String more = what.size() > 1 ? ", ..." : "";
      lines.add(what.size() + " " + text + ": " + what.get(0) + more);
    }
  }
}
