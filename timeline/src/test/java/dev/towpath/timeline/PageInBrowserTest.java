package dev.towpath.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.towpath.timeline.Timeline.Arrow;
import dev.towpath.timeline.Timeline.Bar;
import dev.towpath.timeline.Timeline.Kind;
import dev.towpath.timeline.Timeline.Lane;
import dev.towpath.timeline.Timeline.Mark;
import dev.towpath.timeline.Timeline.Place;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class PageInBrowserTest {
  private static final Timeline TIMELINE =
      new Timeline(
          "three threads",
          1_000_000,
          List.of(
              new Lane("main", "", 0, 1_000_000, List.of()),
              new Lane(
                  "cook",
                  "kitchen",
                  100_000,
                  900_000,
                  List.of(new Bar(200_000, 600_000, Place.TOWPATH, "receive from 'orders' (0/2)"))),
              new Lane(
                  "waiter",
                  "kitchen",
                  100_000,
                  800_000,
                  List.of(
                      new Bar(100_000, 180_000, Place.READY, "after its start"),
                      new Bar(300_000, 400_000, Place.ELSEWHERE, "asleep")))),
          List.of(
              new Arrow(Kind.FORK, 0, 50_000, 1, 100_000, "kitchen", "cook"),
              new Arrow(Kind.MESSAGE, 0, 500_000, 1, 600_000, "orders", "java.lang.String"),
              new Arrow(Kind.MESSAGE, 1, 700_000, 2, 750_000, "dishes", "java.lang.Integer")),
          List.of(new Mark(0, 950_000, "cancel of 'kitchen'")),
          List.of());

  // Chromium's children may still write when they are told to end.
  @TempDir(cleanup = CleanupMode.NEVER)
  static Path folder;

  private static Browser browser;

  @BeforeAll
  static void startBrowser() throws Exception {
    Optional<Path> program = Browser.program();
    if (program.isEmpty()) {
      System.out.println("SKIPPED: pages are not opened, there is no Chromium on the path");
    }
    assumeTrue(program.isPresent(), "no Chromium on the path");
    browser = Browser.start(program.get(), folder.resolve("profile"));
  }

  @AfterAll
  static void closeBrowser() throws Exception {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void openPage() throws Exception {
    Path page = Files.writeString(folder.resolve("three.html"), Page.of(TIMELINE));
    browser.open(page, 1280, 800);
  }

  private static double[] at(int lane, long time) throws Exception {
    String[] place = browser.evaluate("timeline.at(" + lane + "," + time + ").join()").split(",");
    return new double[] {Double.parseDouble(place[0]), Double.parseDouble(place[1])};
  }

  private static String tipAt(int lane, long time) throws Exception {
    double[] place = at(lane, time);
    browser.mouse("mouseMoved", place[0], place[1], "");
    return browser.evaluate("document.getElementById('tip').innerText");
  }

  private static String drawn(String what) throws Exception {
    return browser.evaluate("document.getElementById('canvas').dataset." + what);
  }

  private static void press(String id) throws Exception {
    browser.evaluate("document.getElementById('" + id + "').click() || 'done'");
  }

  @ParameterizedTest
  @EnumSource
  void eachSampleIsShownWithAllItsThreads(Sample sample) throws Exception {
    Path recording = folder.resolve(sample + ".jfr");
    sample.record(recording);
    Timeline timeline = Drawing.of(sample.title, Events.of(recording), 1_000);
    Path page = Files.writeString(folder.resolve(sample + ".html"), Page.of(timeline));

    browser.open(page, 1280, 800);

    assertThat(browser.evaluate("document.querySelector('h1').innerText")).isEqualTo(sample.title);
    assertThat(drawn("rows")).isEqualTo(String.valueOf(timeline.lanes().size()));
    assertThat(drawn("arrows")).isEqualTo(String.valueOf(timeline.arrows().size()));
    assertThat(browser.evaluate("document.querySelectorAll('tbody tr').length"))
        .isEqualTo(String.valueOf(timeline.lanes().size()));
    assertThat(browser.errors()).isEmpty();
  }

  @Test
  void aBarTellsWhatWasWaitedForAndHowLong() throws Exception {
    String tip = tipAt(1, 400_000);

    assertThat(tip)
        .isEqualTo(
            "waits: receive from 'orders' (0/2)\nfor 400.00 µs, from 200.00 µs\ncook in kitchen");
  }

  @Test
  void aWaitElsewhereIsToldApart() throws Exception {
    String tip = tipAt(2, 350_000);

    assertThat(tip).startsWith("waits elsewhere: asleep\n");
  }

  @Test
  void whoCouldRunIsToldApartFromWhoRuns() throws Exception {
    String tip = tipAt(2, 140_000);

    assertThat(tip).startsWith("could run, after its start\nfor 80.00 µs");
  }

  @Test
  void betweenWaitsAThreadRuns() throws Exception {
    String tip = tipAt(1, 850_000);

    assertThat(tip)
        .isEqualTo("cook in kitchen\nlived 800.00 µs, waited 400.00 µs\nruns, at 850.00 µs");
  }

  @Test
  void anArrowTellsWhoSentWhatToWhom() throws Exception {
    double[] from = at(0, 500_000);
    double[] to = at(1, 600_000);

    browser.mouse("mouseMoved", (from[0] + to[0]) / 2, (from[1] + to[1]) / 2, "");

    assertThat(browser.evaluate("document.getElementById('tip').innerText"))
        .isEqualTo("orders: java.lang.String\nmain → cook\nat 500.00 µs, took 100.00 µs");
  }

  @Test
  void aMarkTellsWhatHappened() throws Exception {
    String tip = tipAt(0, 950_000);

    assertThat(tip).isEqualTo("cancel of 'kitchen'\nmain, at 950.00 µs");
  }

  @Test
  void scrollingWithControlZoomsAroundThePointer() throws Exception {
    double before = Double.parseDouble(drawn("span"));
    double[] pointer = at(1, 400_000);

    browser.mouse(
        "mouseWheel", pointer[0], pointer[1], ",\"deltaX\":0,\"deltaY\":-300,\"modifiers\":2");

    assertThat(Double.parseDouble(drawn("span"))).isLessThan(before / 2);
    assertThat(at(1, 400_000)[0]).isCloseTo(pointer[0], offset(1.0));
  }

  @Test
  void fitShowsAllAgain() throws Exception {
    String before = drawn("span");
    press("in");
    press("in");
    assertThat(drawn("span")).isNotEqualTo(before);

    press("fit");

    assertThat(drawn("span")).isEqualTo(before);
  }

  @Test
  void draggingMovesTheTime() throws Exception {
    press("in");
    double[] grip = at(1, 500_000);

    browser.mouse("mousePressed", grip[0], grip[1], ",\"button\":\"left\",\"buttons\":1");
    browser.mouse("mouseMoved", grip[0] - 100, grip[1], ",\"button\":\"left\",\"buttons\":1");
    browser.mouse("mouseReleased", grip[0] - 100, grip[1], ",\"button\":\"left\"");

    assertThat(at(1, 500_000)[0]).isCloseTo(grip[0] - 100, offset(1.0));
  }

  @Test
  void aSearchForAChannelShowsWhoUsesIt() throws Exception {
    browser.evaluate("document.getElementById('search').focus() || 'done'");

    browser.type("Dishes");

    assertThat(drawn("rows")).isEqualTo("2");
    assertThat(browser.evaluate("document.getElementById('found').innerText"))
        .isEqualTo("2 of 3 threads, 1 message");
  }

  @Test
  void aSearchForAThreadShowsIt() throws Exception {
    browser.evaluate("document.getElementById('search').focus() || 'done'");

    browser.type("waiter");

    assertThat(drawn("rows")).isEqualTo("1");
  }

  @Test
  void aClickOnARowLeavesItsArrowsOnlyAndASecondBringsAllBack() throws Exception {
    double[] row = at(2, 600_000);

    browser.click(row[0], row[1]);
    String chosen = drawn("arrows");
    browser.click(row[0], row[1]);

    assertThat(chosen).isEqualTo("1");
    assertThat(drawn("arrows")).isEqualTo("3");
  }

  @Test
  void aNarrowWindowNeedsNoSidewaysScrolling() throws Exception {
    browser.open(folder.resolve("three.html"), 360, 740);

    assertThat(browser.evaluate("document.documentElement.scrollWidth <= innerWidth"))
        .isEqualTo("true");
    assertThat(drawn("rows")).isEqualTo("3");
  }

  @Test
  void inDarkModeTheCanvasIsDark() throws Exception {
    String pixel =
        "document.getElementById('canvas').getContext('2d').getImageData(2, 2, 1, 1).data[0]";
    String light = browser.evaluate(pixel);

    browser.tell(
        "Emulation.setEmulatedMedia",
        "{\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\"dark\"}]}");
    browser.open(folder.resolve("three.html"), 1280, 800);
    String dark = browser.evaluate(pixel);
    browser.tell("Emulation.setEmulatedMedia", "{\"features\":[]}");

    assertThat(Integer.parseInt(light)).isGreaterThan(200);
    assertThat(Integer.parseInt(dark)).isLessThan(60);
  }
}
