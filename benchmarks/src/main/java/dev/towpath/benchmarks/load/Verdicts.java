package dev.towpath.benchmarks.load;

import dev.towpath.benchmarks.load.server.Arm;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Ours beside each other style, at each point: where ours loses comes first. */
final class Verdicts {
  /** How sure it is who wins. */
  enum Verdict {
    LOSES("ours loses"),
    OPEN("too close to call"),
    WINS("ours wins");

    final String label;

    Verdict(String label) {
      this.label = label;
    }
  }

  /**
   * One comparison.
   *
   * @param what was measured, where
   * @param ours who
   * @param rival who
   * @param ratio how many times better ours is
   * @param noise what two measurements of the same differ by, as a ratio above 1
   */
  record Row(String what, String ours, String rival, Range ratio, double noise) {
    Verdict verdict() {
      if (ratio.most() < 1 && ratio.median() < 1 / noise) {
        return Verdict.LOSES;
      }
      return ratio.least() > 1 && ratio.median() > noise ? Verdict.WINS : Verdict.OPEN;
    }

    String interval() {
      return String.format(
          Locale.ROOT, "%.2fx (%.2f to %.2f)", ratio.median(), ratio.least(), ratio.most());
    }
  }

  private static final double LEAST_NOISE = 1.05; // where there was no null test

  private final Charts charts;
  private final List<Cell> cells;
  private final List<Row> rows = new ArrayList<>();

  private Verdicts(Charts charts, List<Cell> cells) {
    this.charts = charts;
    this.cells = cells;
  }

  /** Returns all rows: losses first, and in each kind the smallest ratio first. */
  static List<Row> of(Charts charts, List<Cell> cells) {
    Verdicts verdicts = new Verdicts(charts, cells);
    verdicts.add(Sweep.HOGS, Arm.CHANNELS, Cell.P50, "p50", "% hogs");
    verdicts.add(Sweep.HOGS, Arm.CHANNELS, Cell.P99, "p99", "% hogs");
    verdicts.add(Sweep.HOGS, Arm.CHANNELS_BOUNDED, Cell.P50, "p50", "% hogs");
    verdicts.add(Sweep.HOGS, Arm.CHANNELS_BOUNDED, Cell.P99, "p99", "% hogs");
    verdicts.add(Sweep.CPU, Arm.CHANNELS, Cell.P99, "p99", "% processor share");
    verdicts.add(Sweep.LOAD, Arm.CHANNELS, Cell.P99, "p99", "% load");
    verdicts.add(Sweep.LOAD, Arm.CHANNELS, Cell.THROUGHPUT, "throughput", "% load");
    verdicts.add(Sweep.MEMORY, Arm.CHANNELS, Cell.HEAP, "heap", "under way");
    verdicts.add(Sweep.MEMORY, Arm.CHANNELS, Cell.RSS, "RSS", "under way");
    verdicts.rows.sort(
        Comparator.comparing(Row::verdict).thenComparingDouble(row -> row.ratio().median()));
    return verdicts.rows;
  }

  private void add(Sweep sweep, Arm ours, String metric, String name, String unit) {
    for (String rival : charts.entrants(sweep, ours.kind)) {
      if (rival.equals(ours.label)) {
        continue;
      }
      boolean more = metric.equals(Cell.THROUGHPUT); // of it is better, unlike of time and memory
      String above = more ? ours.label : rival;
      String below = more ? rival : ours.label;
      for (Range ratio : Range.ratios(cells, sweep, metric, above, below)) {
        rows.add(
            new Row(
                name + " at " + Cell.trimmed(ratio.x()) + " " + unit,
                ours.label,
                rival,
                ratio,
                noise(metric)));
      }
    }
  }

  /** What the null test says of a metric; of one that it does not have, what it says of medians. */
  private double noise(String metric) {
    String one = Entrant.of(Entrant.TWICE).name();
    String known = metric.equals(Cell.P99) ? metric : Cell.P50;
    return Range.ratios(cells, Sweep.HOGS, known, Entrant.TWIN.name(), one).stream()
        .mapToDouble(ratio -> Math.max(ratio.median(), 1 / ratio.median()))
        .max()
        .orElse(LEAST_NOISE);
  }
}
