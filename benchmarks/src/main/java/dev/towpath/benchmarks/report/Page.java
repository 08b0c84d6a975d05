package dev.towpath.benchmarks.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Figures as a page: a bar chart for each case and regime, the tables below. Complete in itself, so
 * that it can be sent around; without scripts the tables are left.
 */
final class Page {
  private static final String TEMPLATE = "/report/page.html";
  private static final String CHARTS =
      "/META-INF/resources/webjars/chart.js/4.5.1/dist/chart.umd.min.js";

  private Page() {}

  /**
   * Returns the whole file.
   *
   * @param name of the benchmark
   * @param text what a reader without scripts sees
   */
  static String of(String name, String text, List<Figure> figures) throws IOException {
    return resource(TEMPLATE)
        .replace("{{name}}", escaped(name))
        .replace("{{text}}", escaped(text))
        .replace("{{figures}}", data(figures))
        .replace("{{charts}}", resource(CHARTS));
  }

  private static String data(List<Figure> figures) {
    return figures.stream()
        .map(Page::object)
        .collect(Collectors.joining(",\n", "[", "]"))
        .replace("<", "\\u003c"); // a name must not end the script
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

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String resource(String path) throws IOException {
    try (InputStream in = Page.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IOException("not on the class path: " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
