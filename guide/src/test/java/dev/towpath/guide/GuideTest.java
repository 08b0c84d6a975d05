package dev.towpath.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuideTest {
  private static final Path ROOT = Path.of(System.getProperty("guide.root", ".."));
  private static final String HOW =
      "run `mvn -q -pl guide compile exec:exec` and commit docs/guide";

  @TempDir Path folder;

  @Test
  void thePagesInTheRepositoryAreWhatTheSamplesSayNow() throws IOException {
    Map<String, String> made = Book.of(ROOT).forge();

    Map<String, String> committed = markdown(ROOT.resolve(Book.FOLDER));

    assertThat(committed.keySet()).as(HOW).containsExactlyInAnyOrderElementsOf(made.keySet());
    made.forEach(
        (path, text) -> assertThat(committed.get(path)).as(path + ": " + HOW).isEqualTo(text));
  }

  @Test
  void aSampleThatWasChangedChangesItsPage() throws IOException {
    Path sample =
        write("samples/A.java", "class A {\n  // @start region=\"x\"\n  int a;\n  // @end\n}\n");
    write("guide/src/pages/01-a.md", "# A\n\n{{ code('samples/A.java#x') }}\n");
    String before = Book.of(folder).forge().get("01-a.md");

    Files.writeString(sample, Files.readString(sample).replace("int a;", "int b;"));

    String after = Book.of(folder).forge().get("01-a.md");
    assertThat(before).contains("```java\nint a;\n```");
    assertThat(after).contains("```java\nint b;\n```");
  }

  @Test
  void aRegionThatIsNotThereIsNamedWithThePage() throws IOException {
    write("samples/A.java", "class A {}\n");
    write("guide/src/pages/01-a.md", "# A\n\n{{ code('samples/A.java#x') }}\n");
    Book book = Book.of(folder);

    assertThatThrownBy(book::forge)
        .isInstanceOf(GuideException.class)
        .hasMessageContaining("guide/src/pages/01-a.md")
        .hasMessageContaining("no such region: samples/A.java#x");
  }

  @Test
  void aLinkToNothingIsRefused() throws IOException {
    write("guide/src/pages/README.md", "# Start\n\n[gone](02-gone.md)\n");
    Site site = new Site(Book.of(folder), folder);

    assertThatThrownBy(() -> site.write(folder.resolve("site")))
        .isInstanceOf(GuideException.class)
        .hasMessage("docs/guide/README.md links to what is not there: 02-gone.md");
  }

  @Test
  void aClassOfAStyleIsSmallEnoughToCopy() throws IOException {
    try (Stream<Path> files =
        Files.walk(ROOT.resolve("samples/src/main/java/dev/towpath/samples/guide"))) {
      List<Path> styles =
          files
              .filter(file -> file.toString().matches(".*[/\\\\]s\\d\\d[/\\\\].*Style\\.java"))
              .toList();

      assertThat(styles).isNotEmpty();
      for (Path style : styles) {
        assertThat(Files.readAllLines(style)).as(style.toString()).hasSizeLessThanOrEqualTo(60);
      }
    }
  }

  @Test
  void thePagesOfTheSiteFetchNothingFromElsewhere() throws IOException {
    Path site = folder.resolve("site");
    new Site(Book.of(ROOT), ROOT).write(site);
    Pattern fetches = Pattern.compile("(src|href)=\"(https?:)?//[^\"]*\"");

    try (Stream<Path> files = Files.walk(site)) {
      for (Path page : files.filter(file -> file.toString().endsWith(".html")).toList()) {
        String head = Files.readString(page).replaceAll("(?s)<main>.*</main>", "");
        assertThat(fetches.matcher(head).results().map(match -> match.group()))
            .as(page.toString())
            .isEmpty();
      }
    }
    assertThat(site.resolve("search-index.js"))
        .content()
        .contains("\"url\":\"01-call-a-then-b.html\"");
  }

  private Path write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, text);
  }

  private static Map<String, String> markdown(Path folder) throws IOException {
    Map<String, String> pages = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".md")).toList()) {
        pages.put(folder.relativize(file).toString().replace('\\', '/'), Files.readString(file));
      }
    }
    return pages;
  }
}
