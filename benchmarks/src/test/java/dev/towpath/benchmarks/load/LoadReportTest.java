package dev.towpath.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.benchmarks.load.server.Arm;
import dev.towpath.benchmarks.load.wire.Shot;
import dev.towpath.benchmarks.load.wire.Shot.Outcome;
import dev.towpath.benchmarks.load.wire.ShotLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of made-up figures. */
class LoadReportTest {
  private static final int CHARTS = 15; // all but the lead, which is drawn without a script

  @TempDir private static Path folder;
  private static String text;

  @BeforeAll
  static void write() throws IOException {
    Store store = Store.open(folder, "made-up=true");
    for (int round = 1; round <= 3; round++) {
      for (Arm arm : Arm.values()) {
        addHogs(store, Entrant.of(arm), round);
        if (arm.kind == Arm.Kind.AS_IS) {
          for (double x : new double[] {25, 120}) {
            add(store, Sweep.LOAD, arm.label, x, round);
            add(store, Sweep.CPU, arm.label, x, round);
          }
          add(store, Sweep.MEMORY, arm.label, 1_000, round);
        }
      }
      addHogs(store, Entrant.TWIN, round);
      add(store, Sweep.CARRIERS, Entrant.withCarriers(Arm.VIRTUAL, 1).name(), 5, round);
      add(store, Sweep.CARRIERS, Entrant.withCarriers(Arm.VIRTUAL, 2).name(), 5, round);
      add(store, Sweep.BRIDGES, "ours", 0, round);
      add(store, Sweep.BRIDGES, "own", 0, round);
    }
    text = new LoadReport(store, new Bridges(store, false), "machine: none <of> ours").write();
  }

  private static void addHogs(Store store, Entrant entrant, int round) throws IOException {
    for (double x : new double[] {0, 1, 5, 20}) {
      add(store, Sweep.HOGS, entrant.name(), x, round);
      List<Shot> shots =
          LongStream.range(0, 100)
              .mapToObj(i -> new Shot(i, 0, 1_000 + 100 * i, i % 20 == 0, Outcome.OK))
              .toList();
      ShotLog.write(store.log(Sweep.HOGS, entrant.name(), x, round), shots);
    }
  }

  /** The longer its name, the slower; the twin is as fast as itself. */
  private static void add(Store store, Sweep sweep, String entrant, double x, int round)
      throws IOException {
    double factor = 1 + entrant.replace(" again", "").length();
    Map<String, Double> metrics = new HashMap<>();
    for (String metric : List.of(Cell.P50, Cell.P99, Cell.P999, Cell.NANOS, Cell.BYTES)) {
      metrics.put(metric, 5_000 * factor * (1 + x / 10) + round);
    }
    metrics.put(Cell.SENT, 100.0);
    metrics.put(Cell.THROUGHPUT, 100 + factor);
    metrics.put(Cell.RECOVERY, 0.5);
    metrics.put(Cell.HEAP, 4_000 * factor);
    metrics.put(Cell.RSS, 9_000 * factor);
    store.add(new Cell(sweep, entrant, x, round, metrics));
  }

  @Test
  void losingCasesComeFirst() {
    int losses = text.indexOf("ours loses");
    int wins = text.indexOf("ours wins");

    assertThat(losses).isPositive().isLessThan(wins);
    assertThat(text.substring(losses, wins)).contains("channels", "pool").contains("0.56x");
  }

  @Test
  void tablesHaveEverySweep() {
    assertThat(text)
        .contains("machine: none <of> ours")
        .contains("p99, ms, by hog share", "reactor+boundedElastic")
        .contains("answers a second, by load", "seconds until it is as before")
        .contains("live heap, KiB, by requests under way")
        .contains("virtual, 1 carrier")
        .contains("null test: the same twice");
  }

  @Test
  void figuresAreBesideThePage() throws IOException {
    assertThat(Files.readString(folder.resolve("load.csv")))
        .startsWith("sweep,entrant,x,metric,median,least,most,rounds\n")
        .contains("hogs,vertx,5,p99,45002.000,45001.000,45003.000,3\n");
    assertThat(Files.readString(folder.resolve("load.json")))
        .contains("\"facts\": \"machine: none <of> ours\"")
        .contains("\"sweep\": \"hogs\", \"entrant\": \"vertx\", \"x\": 5, \"metric\": \"p99\"")
        .contains("\"verdict\": \"ours loses\"");
    assertThat(Files.readString(folder.resolve("hogs.svg")))
        .startsWith("<svg")
        .contains("channels");
  }

  @Test
  void pageIsCompleteInItself() throws IOException {
    assertThat(Files.readString(folder.resolve("load.html")))
        .contains("machine: none &lt;of&gt; ours")
        .doesNotContain("{{", "<link", "src=", "import(");
  }

  @Test
  void browserDrawsEveryChartAndNothingIsWiderThanItsWindow() throws Exception {
    for (int width : new int[] {1_300, 500}) {
      String page = Browser.dom(folder.resolve("load.html"), width);

      assertThat(page).contains("data-drawn=\"" + CHARTS + "\"", "data-wider=\"false\"");
      assertThat(page).contains("<td>channels</td>");
    }
  }

  @Test
  void pictureOfThePageIsNotBlankAtAnyWidth() throws Exception {
    for (int width : new int[] {1_300, 500}) {
      Path picture = folder.resolve("page-" + width + ".png");

      Browser.picture(folder.resolve("load.html"), width, picture);

      assertThat(Browser.inkedRows(picture)).isGreaterThan(Browser.HEIGHT / 3);
    }
  }
}
