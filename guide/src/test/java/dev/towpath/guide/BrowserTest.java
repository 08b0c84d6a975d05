package dev.towpath.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The site as a reader sees it: in a browser, from files, with no server and no network. */
@Tag("heavy")
class BrowserTest {
  private static final Path ROOT = Path.of(System.getProperty("guide.root", ".."));
  private static final Path SHOTS = Path.of("target/screenshots");

  private static Path site;
  private static Chromium browser;

  @BeforeAll
  static void open() throws Exception {
    Optional<Path> executable = Chromium.installed();
    if (executable.isEmpty()) {
      System.out.println("SKIPPED: no Chromium on the path, so no page was opened");
    }
    assumeTrue(executable.isPresent());
    site = Path.of("target/site-in-browser").toAbsolutePath();
    new Site(Book.of(ROOT), ROOT).write(site);
    browser = Chromium.start(executable.get());
  }

  @AfterAll
  static void close() throws Exception {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void everyPageThatALinkLeadsToOpensWithoutAComplaint() throws Exception {
    browser.width(1400);
    Set<String> seen = new LinkedHashSet<>();
    Queue<String> wanted = new ArrayDeque<>();
    String start = site.resolve("index.html").toUri().toString();
    seen.add(start);
    wanted.add(start);
    while (!wanted.isEmpty()) {
      String url = wanted.remove();
      assertThat(Path.of(URI.create(url))).as("a link leads there").isRegularFile();
      assertThat(browser.open(url)).as(url).isEmpty();
      for (JsonNode link : browser.evaluate("[...document.links].map(link => link.href)")) {
        String target = link.asText();
        String page = target.replaceFirst("[#?].*", "");
        if (page.startsWith("file:") && seen.add(page)) {
          wanted.add(page);
        }
      }
    }

    for (Page page : Book.of(ROOT).pages()) {
      String url =
          page.path().equals("README.md") ? "index.html" : page.path().replace(".md", ".html");
      assertThat(seen).contains(site.resolve(url).toUri().toString());
    }
  }

  @Test
  void linksWithinAPageHaveATarget() throws Exception {
    for (Page page : Book.of(ROOT).pages()) {
      String url =
          page.path().equals("README.md") ? "index.html" : page.path().replace(".md", ".html");
      browser.open(site.resolve(url).toUri().toString());

      JsonNode dead =
          browser.evaluate(
              "[...document.querySelectorAll('a[href^=\"#\"]')]"
                  + ".filter(a => !document.getElementById(a.hash.slice(1))).map(a => a.hash)");

      assertThat(dead).as(url).isEmpty();
    }
  }

  @Test
  void aSearchForAnOperatorFindsItsPage() throws Exception {
    browser.open(site.resolve("index.html").toUri().toString());

    JsonNode found =
        browser.evaluate(
            "(() => { const box = document.getElementById('search'); box.value = 'concatMap';"
                + " box.dispatchEvent(new Event('input'));"
                + " return [...document.querySelectorAll('#results a')].map(a => a.href); })()");

    assertThat(found).isNotEmpty();
    assertThat(found.toString()).contains("07-one-by-one.html");
  }

  @Test
  void aChosenStyleIsShownBesideThePlainOneAndAloneWhereItIsNarrow() throws Exception {
    String page = site.resolve("01-call-a-then-b.html").toUri().toString();
    String choose =
        "(() => { [...document.querySelectorAll('.tabs button')]"
            + ".find(tab => tab.textContent === 'Reactor').click();"
            + " return [...document.querySelectorAll('.panels > div')]"
            + ".filter(panel => panel.offsetParent !== null).length; })()";

    browser.width(1400);
    browser.open(page);
    int wide = browser.evaluate(choose).asInt();
    browser.width(400);
    browser.open(page);
    int narrow = browser.evaluate(choose).asInt();

    assertThat(wide).isEqualTo(2);
    assertThat(narrow).isEqualTo(1);
  }

  @Test
  void noPageIsWiderThanTheWindowAndEachIsPhotographedAtTwoWidths() throws Exception {
    for (int width : new int[] {1400, 400}) {
      browser.width(width);
      for (Page page : Book.of(ROOT).pages()) {
        String name = page.path().equals("README.md") ? "index" : page.path().replace(".md", "");
        browser.open(site.resolve(name + ".html").toUri().toString());

        browser.screenshot(SHOTS.resolve(width + "/" + name + ".png"));

        assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
            .as(name + " at " + width)
            .isLessThanOrEqualTo(width);
      }
    }
    assertThat(Files.size(SHOTS.resolve("400/index.png"))).isGreaterThan(1000);
  }

  @Test
  void darkIsDark() throws Exception {
    browser.open(site.resolve("index.html").toUri().toString());
    String colour = "getComputedStyle(document.body).backgroundColor";
    String before = browser.evaluate(colour).asText();

    browser.evaluate("document.getElementById('theme').click()");

    assertThat(browser.evaluate(colour).asText()).isNotEqualTo(before);
    browser.screenshot(SHOTS.resolve("1400/dark.png"));
  }
}
