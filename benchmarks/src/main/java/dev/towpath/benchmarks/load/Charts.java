package dev.towpath.benchmarks.load;

import dev.towpath.benchmarks.load.server.Arm;
import dev.towpath.benchmarks.load.wire.ShotLog;
import dev.towpath.benchmarks.report.Chart;
import dev.towpath.benchmarks.report.Chart.Line;
import dev.towpath.benchmarks.report.Chart.Spot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** What the page shows: medians of the rounds, with the range of the rounds. */
final class Charts {
  private static final double MILLI = 1e-3; // of microseconds
  private static final double KILO = 1.0 / 1024;
  private static final double[] PERCENTILES = {50, 75, 90, 95, 99, 99.5, 99.9, 100};
  private static final double CURVES_AT = 5; // % hogs

  private final Store store;
  private final List<Cell> cells;

  /**
   * @param cells what to show
   * @param store where their raw logs are
   */
  Charts(List<Cell> cells, Store store) {
    this.cells = cells;
    this.store = store;
  }

  /** The figure that leads. */
  Chart lead() {
    return byHogs("p99 of innocent requests, by share of hogs", Cell.P99, Arm.Kind.AS_IS);
  }

  /** As {@link #lead}, of another metric or kind. */
  Chart byHogs(String title, String metric, Arm.Kind kind) {
    return chart(title, Sweep.HOGS, metric, MILLI, "milliseconds, log scale", kind);
  }

  Chart byCarriers(String title, String metric) {
    return chart(title, Sweep.CARRIERS, metric, MILLI, "milliseconds, log scale", null);
  }

  Chart byProcessorShare(String title, String metric) {
    return chart(title, Sweep.CPU, metric, MILLI, "milliseconds, log scale", null);
  }

  Chart byLoad(String title, String metric) {
    return chart(title, Sweep.LOAD, metric, MILLI, "milliseconds, log scale", null);
  }

  Chart throughput() {
    return linear(
        chart("Throughput against offered load", Sweep.LOAD, Cell.THROUGHPUT, 1, "", null),
        "answers a second");
  }

  Chart memory(String title, String metric) {
    return linear(chart(title, Sweep.MEMORY, metric, KILO, "", null), "KiB for a request");
  }

  private static Chart linear(Chart chart, String y) {
    return new Chart(
        chart.title(), chart.x(), y, chart.logX(), false, chart.labels(), chart.lines());
  }

  private Chart chart(
      String title, Sweep sweep, String metric, double unit, String y, Arm.Kind kind) {
    double[] points = points(sweep);
    List<Line> lines = new ArrayList<>();
    for (String entrant : entrants(sweep, kind)) {
      List<Spot> spots = new ArrayList<>();
      for (int i = 0; i < points.length; i++) {
        double[] values = values(sweep, entrant, points[i], metric);
        if (values.length > 0) {
          spots.add(spot(i, values, unit));
        }
      }
      if (!spots.isEmpty()) {
        lines.add(new Line(entrant, entrant.startsWith(Arm.CHANNELS.label), spots));
      }
    }
    List<String> labels =
        Arrays.stream(points).mapToObj(Cell::trimmed).map(Charts::thousands).toList();
    return new Chart(title, sweep.axis, y, false, true, labels, lines);
  }

  private static String thousands(String number) {
    return number.endsWith("000") ? number.substring(0, number.length() - 3) + ",000" : number;
  }

  private static Spot spot(int at, double[] values, double unit) {
    Range range = Range.of(at, values);
    return new Spot(at, range.median() * unit, range.least() * unit, range.most() * unit);
  }

  /** Returns the finite ones of all rounds. */
  double[] values(Sweep sweep, String entrant, double x, String metric) {
    return of(sweep)
        .filter(cell -> cell.entrant().equals(entrant) && cell.x() == x)
        .mapToDouble(cell -> cell.get(metric))
        .filter(Double::isFinite)
        .toArray();
  }

  double[] points(Sweep sweep) {
    return of(sweep).mapToDouble(Cell::x).distinct().sorted().toArray();
  }

  private Stream<Cell> of(Sweep sweep) {
    return cells.stream().filter(cell -> cell.sweep() == sweep);
  }

  /**
   * Returns who was measured, in the order of {@link Arm}; the twin is nobody.
   *
   * @param kind null for all
   */
  List<String> entrants(Sweep sweep, Arm.Kind kind) {
    List<String> order = Arrays.stream(Arm.values()).map(arm -> arm.label).toList();
    return of(sweep)
        .map(Cell::entrant)
        .distinct()
        .filter(name -> !name.equals(Entrant.TWIN.name()))
        .filter(name -> kind == null || Arm.labelled(name).kind == kind)
        .sorted(
            Comparator.comparingInt((String name) -> order.indexOf(name.replaceAll(",.*", "")))
                .thenComparing(name -> name))
        .toList();
  }

  /** Percentile curves, of the requests of all rounds together. */
  Chart curves() throws IOException {
    List<Line> lines = new ArrayList<>();
    for (String entrant : entrants(Sweep.HOGS, Arm.Kind.AS_IS)) {
      double[] all = latencies(entrant);
      if (all.length > 0) {
        List<Spot> spots = new ArrayList<>();
        for (int i = 0; i < PERCENTILES.length; i++) {
          double value = MILLI * Metrics.percentile(all, PERCENTILES[i]);
          spots.add(new Spot(i, value, value, value));
        }
        lines.add(new Line(entrant, entrant.startsWith(Arm.CHANNELS.label), spots));
      }
    }
    return new Chart(
        "Percentiles at " + Cell.trimmed(CURVES_AT) + " % hogs, all rounds together",
        "percentile",
        "milliseconds, log scale",
        false,
        true,
        DoubleStream.of(PERCENTILES).mapToObj(Cell::trimmed).toList(),
        lines);
  }

  private double[] latencies(String entrant) throws IOException {
    DoubleStream.Builder all = DoubleStream.builder();
    for (Cell cell : cells) {
      if (cell.sweep() == Sweep.HOGS && cell.entrant().equals(entrant) && cell.x() == CURVES_AT) {
        ShotLog.read(store.log(cell.sweep(), entrant, cell.x(), cell.round())).stream()
            .filter(shot -> shot.innocent())
            .forEach(shot -> all.add(shot.latency()));
      }
    }
    return all.build().sorted().toArray();
  }
}
