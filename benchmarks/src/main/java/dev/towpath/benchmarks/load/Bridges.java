package dev.towpath.benchmarks.load;

import dev.towpath.benchmarks.bridges.BridgeCases;
import dev.towpath.benchmarks.bridges.Deadlines;
import dev.towpath.benchmarks.bridges.Releases;
import dev.towpath.benchmarks.report.Figure;
import dev.towpath.benchmarks.report.Table;
import dev.towpath.benchmarks.run.Campaign;
import dev.towpath.benchmarks.run.Case;
import dev.towpath.benchmarks.run.Effort;
import dev.towpath.benchmarks.run.Regime;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** What crossing from one style to another costs by itself, and how soon a cancel is felt. */
final class Bridges {
  private static final int CANCELS = 100_000;
  private static final int QUICK_CANCELS = 500;
  private static final int WAITS = 1_000;
  private static final int QUICK_WAITS = 100;
  private static final List<String> BRIEFLY =
      List.of("await Mono, on its way", "await Vert.x Future, on its way");
  private static final int BRIEF_RIVALS = 2;

  private final Store store;
  private final boolean quick;

  Bridges(Store store, boolean quick) {
    this.store = store;
    this.quick = quick;
  }

  /** Returns the numbers of the cases that a round has; what is there already costs too little. */
  List<Integer> cases() {
    List<Case> all = BridgeCases.all();
    return IntStream.range(0, all.size())
        .filter(
            i -> quick ? BRIEFLY.contains(all.get(i).name()) : !all.get(i).name().endsWith("there"))
        .boxed()
        .toList();
  }

  /** Returns what a case is called. */
  static String name(double x) {
    return BridgeCases.all().get((int) x).name();
  }

  boolean has(int number, int round) {
    return store.has(Sweep.BRIDGES, rivals(number).getFirst(), number, round);
  }

  private List<String> rivals(int number) {
    List<String> all = BridgeCases.all().get(number).rivals();
    return quick ? all.subList(0, Math.min(all.size(), BRIEF_RIVALS)) : all;
  }

  /** Measures a case, in JVMs of its own. */
  void run(int number, int round) throws IOException, InterruptedException {
    Case all = BridgeCases.all().get(number);
    Case some = new Case(all.name(), all.benchmark(), all.params(), rivals(number), true);
    Campaign campaign =
        new Campaign(Effort.QUICK, Duration.ZERO, new PrintWriter(Writer.nullWriter()));
    List<Figure> figures = campaign.run(List.of(new Campaign.Leg(Regime.QUIET, some)));
    if (!campaign.failures().isEmpty()) {
      throw new IOException(campaign.failures().getFirst());
    }
    for (Figure figure : figures) {
      store.add(
          new Cell(
              Sweep.BRIDGES,
              figure.by(),
              number,
              round,
              Map.of(Cell.NANOS, figure.nanos().median(), Cell.BYTES, figure.bytes().median())));
    }
  }

  /** Cancels, unless that was done before. */
  void cancel() throws Exception {
    if (!Files.exists(file())) {
      List<String> lines = new ArrayList<>();
      lines.addAll(new Releases(quick ? QUICK_CANCELS : CANCELS).report());
      lines.addAll(new Deadlines(quick ? QUICK_WAITS : WAITS).report());
      Files.write(file(), lines);
    }
  }

  private Path file() {
    return store.folder().resolve("cancels.txt");
  }

  /** Returns what was measured, as lines. */
  String text(Charts charts) throws IOException {
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("ns for an element (range of the rounds), bytes", "by", "ns", "bytes"));
    for (double x : charts.points(Sweep.BRIDGES)) {
      for (String by : rivals((int) x)) {
        Range nanos = Range.of(x, charts.values(Sweep.BRIDGES, by, x, Cell.NANOS));
        Range bytes = Range.of(x, charts.values(Sweep.BRIDGES, by, x, Cell.BYTES));
        if (nanos.rounds() > 0) {
          lines.add(
              List.of(
                  name(x),
                  by,
                  nanos.toString(),
                  String.format(Locale.ROOT, "%.0f", bytes.median())));
        }
      }
    }
    String table = lines.size() > 1 ? Table.aligned(lines) + "\n" : "";
    return Files.exists(file()) ? table + Files.readString(file()) : table;
  }
}
