package dev.towpath.lint.report;

import dev.towpath.lint.engine.Finding;
import dev.towpath.lint.engine.Report;
import java.util.List;
import java.util.Locale;

/**
 * One page that needs nothing else, with the ways drawn from the event loop to the blocking call.
 */
final class Html {

  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="utf-8"><title>Blocking calls on event loops</title>
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <style>
      :root { color-scheme: light dark; --line: #8886; --bad: #c62828; --loop: #1565c0; }
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
      article { border: 1px solid var(--line); border-radius: .5rem; padding: 0 1rem 1rem; margin: 1.5rem 0; }
      h2 { font-size: 1.1rem; } code { font-size: .9em; overflow-wrap: anywhere; }
      ol { list-style: none; padding: 0; margin: 1rem 0; }
      li { position: relative; padding: .2rem 0 .2rem 2rem; }
      li::before { content: ""; position: absolute; left: .5rem; top: .7rem; width: .7rem; height: .7rem;
        border-radius: 50%; background: var(--line); }
      li::after { content: ""; position: absolute; left: .82rem; top: 1.4rem; bottom: -.7rem; border-left: 2px solid var(--line); }
      li:last-child::after { display: none; }
      li.loop::before { background: var(--loop); } li.sink::before { background: var(--bad); }
      .place { opacity: .7; } .level { text-transform: lowercase; border: 1px solid var(--line); border-radius: 1rem; padding: 0 .6rem; }
      </style></head><body>
      <h1>Blocking calls on event loops</h1>
      """;

  private Html() {}

  static String of(List<Finding> findings, Report report) {
    StringBuilder out = new StringBuilder(HEAD);
    out.append("<p>").append(escaped(Texts.summary(findings, report)).replace("\n", "<br>"));
    out.append("</p>\n");
    findings.forEach(each -> article(each, out));
    return out.append("</body></html>\n").toString();
  }

  private static void article(Finding finding, StringBuilder out) {
    out.append("<article><h2><code>")
        .append(escaped(finding.shortSink()))
        .append("</code> ")
        .append(escaped(finding.category().does()))
        .append(" in <code>")
        .append(escaped(finding.last().simple()))
        .append("</code> <span class=\"level\">")
        .append(finding.level().name().toLowerCase(Locale.ROOT))
        .append("</span></h2>\n<ol>\n<li class=\"loop\">")
        .append(escaped(finding.family() + ": " + Texts.why(finding)))
        .append("</li>\n");
    for (Finding.PathStep step : finding.path()) {
      out.append("<li><code>")
          .append(escaped(step.simple()))
          .append("</code> <span class=\"place\">")
          .append(escaped(step.place()))
          .append("</span></li>\n");
    }
    out.append("<li class=\"sink\"><code>")
        .append(escaped(finding.sink()))
        .append("</code></li>\n</ol>\n<p>Instead: ")
        .append(escaped(finding.fix()))
        .append(escaped(Texts.more(finding)))
        .append("</p></article>\n");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
