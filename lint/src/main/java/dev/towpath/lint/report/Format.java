package dev.towpath.lint.report;

import dev.towpath.lint.engine.Finding;
import dev.towpath.lint.engine.Report;
import java.util.List;

/** The ways to write a report down. */
public enum Format {
  TEXT,
  MD,
  JSON,
  SARIF,
  HTML;

  public String write(List<Finding> findings, Report report) {
    return switch (this) {
      case TEXT -> Texts.text(findings, report);
      case MD -> Markdown.of(findings, report);
      case JSON -> JsonLines.of(findings);
      case SARIF -> Sarif.of(findings);
      case HTML -> Html.of(findings, report);
    };
  }
}
