package dev.towpath.lint.report;

import dev.towpath.lint.engine.Finding;
import dev.towpath.lint.engine.Report;
import java.util.List;
import java.util.Locale;

/** A section for each finding. */
final class Markdown {

  private Markdown() {}

  static String of(List<Finding> findings, Report report) {
    StringBuilder out = new StringBuilder("# Blocking calls on event loops\n\n");
    out.append(Texts.summary(findings, report).replace("\n", "  \n")).append("\n");
    for (Finding each : findings) {
      out.append("\n## ")
          .append(each.shortSink())
          .append(" in ")
          .append(each.last().simple())
          .append("\n\n- **What** ")
          .append(each.category().does())
          .append(" (`")
          .append(each.category())
          .append("`, ")
          .append(each.level().name().toLowerCase(Locale.ROOT))
          .append(")\n- **Why this thread** ")
          .append(each.family())
          .append(": ")
          .append(Texts.why(each))
          .append("\n- **Instead** ")
          .append(each.fix())
          .append('\n');
      if (each.more() > 0) {
        out.append("- ").append(Texts.more(each).substring(2)).append('\n');
      }
      out.append("\n| | | |\n|---|---|---|\n");
      int number = 1;
      for (Finding.PathStep step : each.path()) {
        out.append("| ").append(number++).append(" | `").append(step.simple()).append("` | `");
        out.append(step.place()).append("` |\n");
      }
      out.append("| ").append(number).append(" | **`").append(each.shortSink()).append("`** | |\n");
    }
    return out.toString();
  }
}
