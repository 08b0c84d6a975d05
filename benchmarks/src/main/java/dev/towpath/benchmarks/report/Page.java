package dev.towpath.benchmarks.report;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Figures as a page: a bar chart for each case and regime, the tables below. Complete in itself, so
 * that it can be sent around; without scripts the tables are left.
 */
final class Page {
  private static final String TEMPLATE = "/report/page.html";

  private Page() {}

  /**
   * Returns the whole file.
   *
   * @param name of the benchmark
   * @param text what a reader without scripts sees
   */
  static String of(String name, String text, List<Figure> figures) throws IOException {
    return Template.read(TEMPLATE)
        .text("name", name)
        .text("text", text)
        .json("figures", data(figures))
        .page();
  }

  private static String data(List<Figure> figures) {
    return figures.stream().map(Page::object).collect(Collectors.joining(",\n", "[", "]"));
  }

  private static String object(Figure figure) {
    return String.format(
        Locale.ROOT,
        "{\"regime\": %s, \"measure\": %s, \"name\": %s, \"by\": %s, \"nanos\": %.2f}",
        Json.quoted(figure.regime()),
        Json.quoted(figure.measure()),
        Json.quoted(figure.name()),
        Json.quoted(figure.by()),
        figure.nanos().median());
  }
}
