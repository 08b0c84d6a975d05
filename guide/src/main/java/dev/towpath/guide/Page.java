package dev.towpath.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * One page as it is written.
 *
 * @param path where it goes, below the guide's folder, such as {@code go/01-goroutines.md}
 * @param text Markdown with calls of {@link Directives}
 */
record Page(String path, String text) {
  static List<Page> readAll(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .map(file -> read(folder, file))
          .sorted(Comparator.comparing(Page::group).thenComparing(Page::sortKey))
          .toList();
    } catch (IOException e) {
      throw new GuideException("cannot read the pages in " + folder, e);
    }
  }

  private static Page read(Path folder, Path file) {
    try {
      String path = folder.relativize(file).toString().replace('\\', '/');
      return new Page(path, Files.readString(file));
    } catch (IOException e) {
      throw new GuideException("cannot read " + file, e);
    }
  }

  /** What the first line says after its {@code #}. */
  String title() {
    String first = text.lines().findFirst().orElse("");
    if (!first.startsWith("# ")) {
      throw new GuideException("a page starts with a title: " + path);
    }
    return first.substring(2);
  }

  Group group() {
    return Group.of(path);
  }

  /** The front page comes first. */
  private String sortKey() {
    return path.equals("README.md") ? "" : path;
  }

  /** Where a page stands in the menu. */
  enum Group {
    START("Start here"),
    SCENARIOS("One task, seven styles"),
    MAPS("Look it up"),
    MIGRATION("One real migration"),
    GO("For Go readers");

    final String title;

    Group(String title) {
      this.title = title;
    }

    static Group of(String path) {
      if (path.startsWith("go/")) {
        return GO;
      }
      if (path.startsWith("0") && !path.startsWith("00-") || path.matches("[12]\\d-.*")) {
        return SCENARIOS;
      }
      if (path.startsWith("8")) {
        return MIGRATION;
      }
      return path.startsWith("9") ? MAPS : START;
    }
  }
}
