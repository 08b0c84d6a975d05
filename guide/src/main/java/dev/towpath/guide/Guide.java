package dev.towpath.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/** Writes the pages into {@code docs/guide}, and the site. */
final class Guide {
  private Guide() {}

  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      System.err.println("usage: Guide ROOT-OF-THE-REPOSITORY FOLDER-FOR-THE-SITE");
      System.exit(2);
    }
    Path root = Path.of(args[0]);
    Path site = Path.of(args[1]);
    try {
      Book book = Book.of(root);
      writePages(book, root.resolve(Book.FOLDER));
      int files = new Site(book, root).write(site);
      System.out.println(
          book.pages().size()
              + " pages in "
              + Book.FOLDER
              + "; site of "
              + files
              + " pages: "
              + site.resolve("index.html"));
    } catch (GuideException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
  }

  /** Leaves nothing there that is no page any more. */
  static void writePages(Book book, Path folder) throws IOException {
    Map<String, String> pages = book.forge();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> old = Files.walk(folder).sorted(Comparator.reverseOrder())) {
        for (Path file : old.filter(file -> file.toString().endsWith(".md")).toList()) {
          Files.delete(file);
        }
      }
    }
    for (Map.Entry<String, String> page : pages.entrySet()) {
      Path file = folder.resolve(page.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, page.getValue());
    }
  }
}
