package dev.towpath.guide;

import io.pebbletemplates.pebble.PebbleEngine;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All pages of the guide, filled with code from the repository. */
final class Book {
  static final String FOLDER = "docs/guide";

  private final Sources sources;
  private final List<Page> pages;

  private Book(Sources sources, List<Page> pages) {
    this.sources = sources;
    this.pages = pages;
  }

  static Book of(Path root) {
    Path real = root.toAbsolutePath().normalize();
    return new Book(new Sources(real), Page.readAll(real.resolve("guide/src/pages")));
  }

  Sources sources() {
    return sources;
  }

  List<Page> pages() {
    return pages;
  }

  /** The pages as a forge shows them, by their path below {@link #FOLDER}. */
  Map<String, String> forge() {
    Map<String, String> result = new LinkedHashMap<>();
    for (Page page : pages) {
      String note =
          "<!-- Made of guide/src/pages/"
              + page.path()
              + " and the samples: mvn -q -pl guide compile exec:exec -->\n\n";
      result.put(page.path(), note + filled(page, new ForgeForm(toRoot(page))).strip() + "\n");
    }
    return result;
  }

  /** From the folder of a page to the root of the repository. */
  static String toRoot(Page page) {
    return page.path().contains("/") ? "../../../" : "../../";
  }

  String filled(Page page, Directives.Form form) {
    PebbleEngine engine =
        new PebbleEngine.Builder()
            .extension(new Directives(sources, form, pages))
            .autoEscaping(false)
            .newLineTrimming(false)
            .strictVariables(true)
            .cacheActive(false)
            .build();
    StringWriter out = new StringWriter();
    try {
      engine.getLiteralTemplate(page.text()).evaluate(out);
    } catch (IOException | RuntimeException e) {
      throw new GuideException("guide/src/pages/" + page.path() + ": " + e.getMessage(), e);
    }
    return out.toString();
  }
}
