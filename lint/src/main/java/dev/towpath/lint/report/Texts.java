package dev.towpath.lint.report;

import dev.towpath.lint.engine.Finding;
import dev.towpath.lint.engine.Report;
import java.util.List;
import java.util.Locale;

/** Findings as sentences. */
public final class Texts {

  private Texts() {}

  /** One line: a key that stays the same, then everything that may change. */
  public static String violation(Finding finding) {
    return finding.key()
        + " | "
        + finding.level().name().toLowerCase(Locale.ROOT)
        + " ("
        + finding.last().place()
        + "); "
        + why(finding)
        + "; path: "
        + path(finding)
        + "; instead: "
        + finding.fix()
        + more(finding);
  }

  /** Why the code runs on a thread that must not wait. */
  public static String why(Finding finding) {
    return finding.why() + " (" + finding.registered() + ")";
  }

  /** Every method on the way with the place of the next call. */
  public static String path(Finding finding) {
    StringBuilder text = new StringBuilder();
    for (Finding.PathStep step : finding.path()) {
      text.append(step.simple()).append(" (").append(step.place()).append(") > ");
    }
    return text.append(finding.shortSink()).toString();
  }

  static String more(Finding finding) {
    if (finding.more() == 0) {
      return "";
    }
    return "; and " + finding.more() + " more entry point" + (finding.more() == 1 ? "" : "s");
  }

  /** All findings for a terminal. */
  public static String text(List<Finding> findings, Report report) {
    StringBuilder text = new StringBuilder();
    for (Finding each : findings) {
      text.append(each.level().name())
          .append(' ')
          .append(each.last().className())
          .append('.')
          .append(each.last().method())
          .append(" (")
          .append(each.last().place())
          .append(") ")
          .append(each.category().does())
          .append(": ")
          .append(each.shortSink())
          .append("\n  why      ")
          .append(each.family())
          .append(": ")
          .append(why(each))
          .append("\n  path     ")
          .append(path(each))
          .append("\n  instead  ")
          .append(each.fix())
          .append(more(each).isEmpty() ? "" : "\n  " + more(each).substring(2))
          .append("\n\n");
    }
    return text.append(summary(findings, report)).append('\n').toString();
  }

  /** One line of counts, and one line for everything that was not seen. */
  public static String summary(List<Finding> findings, Report report) {
    StringBuilder text = new StringBuilder();
    text.append(findings.size())
        .append(findings.size() == 1 ? " finding; " : " findings; ")
        .append(report.visited())
        .append(" methods on event loops in ")
        .append(report.instructions())
        .append(" instructions");
    for (String gap : report.gaps().lines()) {
      text.append("\nnot seen: ").append(gap);
    }
    return text.toString();
  }
}
