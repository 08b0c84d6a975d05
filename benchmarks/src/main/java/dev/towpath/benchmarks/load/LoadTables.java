package dev.towpath.benchmarks.load;

import dev.towpath.benchmarks.load.Verdicts.Row;
import dev.towpath.benchmarks.load.Verdicts.Verdict;
import dev.towpath.benchmarks.report.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The same as the page, as text. */
final class LoadTables {
  private static final double MILLI = 1e-3;
  private static final double KILO = 1.0 / 1024;

  private final Charts charts;
  private final List<Cell> cells;
  private final List<Row> rows;
  private final StringBuilder text = new StringBuilder();

  LoadTables(Charts charts, List<Cell> cells, List<Row> rows) {
    this.charts = charts;
    this.cells = cells;
    this.rows = rows;
  }

  String text() {
    for (Verdict verdict : Verdict.values()) {
      verdicts(verdict);
    }
    table("p50, ms, by hog share", Sweep.HOGS, Cell.P50, MILLI);
    table("p99, ms, by hog share", Sweep.HOGS, Cell.P99, MILLI);
    table("p99.9, ms, by hog share", Sweep.HOGS, Cell.P999, MILLI);
    table("answers a second, by load", Sweep.LOAD, Cell.THROUGHPUT, 1);
    table("p99, ms, by load", Sweep.LOAD, Cell.P99, MILLI);
    table("seconds until it is as before", Sweep.LOAD, Cell.RECOVERY, 1);
    table("p99, ms, by processor share", Sweep.CPU, Cell.P99, MILLI);
    table("live heap, KiB, by requests under way", Sweep.MEMORY, Cell.HEAP, KILO);
    table("resident memory, KiB, by requests under way", Sweep.MEMORY, Cell.RSS, KILO);
    table("p99, ms, by hog share and carriers", Sweep.CARRIERS, Cell.P99, MILLI);
    nullTest();
    return text.toString();
  }

  private void verdicts(Verdict verdict) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of(verdict.label, "ours", "beside", "times better (range of the rounds)"));
    rows.stream()
        .filter(row -> row.verdict() == verdict)
        .forEach(row -> lines.add(List.of(row.what(), row.ours(), row.rival(), row.interval())));
    if (lines.size() > 1) {
      text.append(Table.aligned(lines)).append('\n');
    }
  }

  private void table(String title, Sweep sweep, String metric, double unit) {
    double[] points = charts.points(sweep);
    List<List<String>> lines = new ArrayList<>();
    lines.add(new ArrayList<>(List.of(title)));
    Arrays.stream(points).mapToObj(Cell::trimmed).forEach(lines.getFirst()::add);
    for (String entrant : charts.entrants(sweep, null)) {
      List<String> line = new ArrayList<>(List.of(entrant));
      for (double x : points) {
        Range range = Range.of(x, charts.values(sweep, entrant, x, metric));
        line.add(
            range.rounds() == 0
                ? "-"
                : String.format(
                    Locale.ROOT,
                    "%.1f (%.1f-%.1f)",
                    range.median() * unit,
                    range.least() * unit,
                    range.most() * unit));
      }
      if (line.stream().skip(1).anyMatch(cell -> !cell.equals("-"))) {
        lines.add(line);
      }
    }
    if (lines.size() > 1) {
      text.append(Table.aligned(lines)).append('\n');
    }
  }

  private void nullTest() {
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("null test: the same twice, ratio", "p50", "p99"));
    String one = Entrant.of(Entrant.TWICE).name();
    List<Range> median = Range.ratios(cells, Sweep.HOGS, Cell.P50, Entrant.TWIN.name(), one);
    List<Range> tail = Range.ratios(cells, Sweep.HOGS, Cell.P99, Entrant.TWIN.name(), one);
    for (int i = 0; i < median.size(); i++) {
      lines.add(
          List.of(
              one + " at " + Cell.trimmed(median.get(i).x()) + " % hogs",
              median.get(i).toString(),
              tail.get(i).toString()));
    }
    if (lines.size() > 1) {
      text.append(Table.aligned(lines));
    }
  }
}
