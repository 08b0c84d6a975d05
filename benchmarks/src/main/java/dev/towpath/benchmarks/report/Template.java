package dev.towpath.benchmarks.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A page with holes, filled one by one; what fills them is complete in itself. */
public final class Template {
  private static final String CHARTS =
      "/META-INF/resources/webjars/chart.js/4.5.1/dist/chart.umd.min.js";

  private String page;

  private Template(String page) {
    this.page = page;
  }

  /** Reads one from the class path. Its hole {@code {{charts}}} gets the charting library. */
  public static Template read(String path) throws IOException {
    return new Template(resource(path));
  }

  /** Fills a hole with text, in which nothing is markup. */
  public Template text(String hole, String text) {
    return markup(hole, text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
  }

  /** Fills a hole inside a script with JSON, which cannot end the script. */
  public Template json(String hole, String json) {
    return markup(hole, json.replace("<", "\\u003c"));
  }

  /** Fills a hole with markup. */
  public Template markup(String hole, String markup) {
    page = page.replace("{{" + hole + "}}", markup);
    return this;
  }

  /** Returns the whole page. */
  public String page() throws IOException {
    return page.replace("{{charts}}", resource(CHARTS));
  }

  private static String resource(String path) throws IOException {
    try (InputStream in = Template.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IOException("not on the class path: " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
