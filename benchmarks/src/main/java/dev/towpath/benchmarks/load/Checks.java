package dev.towpath.benchmarks.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a report must not be made of. */
final class Checks {
  /** The generator may be late by so many microseconds, for all but a hundredth. */
  static final double LAG_LIMIT = 20_000;

  /** The same of the remote service, whose timer counts milliseconds. */
  static final double LATE_LIMIT = 20_000;

  /** How much of its one core the remote service may use. */
  static final double STUB_LIMIT = 0.8;

  /** How far apart two series of the same style may be at the median, as a ratio. */
  static final double NULL_LIMIT = 1.25;

  /** The same with fewer rounds than make an interval. */
  static final double NULL_LIMIT_OF_FEW = 2;

  /** Beyond so many cores that others keep busy a measurement is made again, if there is time. */
  static final double OTHERS_LIMIT = 0.3;

  private static final int ENOUGH_ROUNDS = 3;

  private Checks() {}

  /** Returns whether other processes were so busy that it is better measured again. */
  static boolean isDisturbed(Map<String, Double> metrics) {
    return metrics.getOrDefault(Cell.OTHERS, 0.0) > OTHERS_LIMIT;
  }

  /** Returns the undisturbed measurements of each point; all of them where there is none. */
  static List<Cell> undisturbed(List<Cell> cells) {
    Set<List<Object>> known =
        cells.stream()
            .filter(cell -> !isDisturbed(cell.metrics()))
            .map(Checks::place)
            .collect(Collectors.toSet());
    return cells.stream()
        .filter(cell -> !isDisturbed(cell.metrics()) || !known.contains(place(cell)))
        .toList();
  }

  private static List<Object> place(Cell cell) {
    return List.of(cell.sweep(), cell.entrant(), cell.x());
  }

  /** Returns what is wrong with one measurement. */
  static List<String> ofOne(Map<String, Double> metrics, double errors) {
    List<String> complaints = new ArrayList<>();
    complain(
        complaints, metrics, Cell.LAG, LAG_LIMIT, "the generator fell behind by %.0f us (p99)");
    complain(
        complaints, metrics, Cell.LATE, LATE_LIMIT, "the remote service was late by %.0f us (p99)");
    complain(
        complaints,
        metrics,
        Cell.STUB_CORES,
        STUB_LIMIT,
        "the remote service was the bottleneck: %.2f of its core");
    double failed = metrics.getOrDefault(Cell.FAILED, 0.0);
    double sent = metrics.getOrDefault(Cell.SENT, 0.0);
    if (failed > errors * sent) {
      complaints.add(
          String.format(
              Locale.ROOT,
              "%.0f of %.0f requests failed, more than a share of %s",
              failed,
              sent,
              errors));
    }
    return complaints;
  }

  private static void complain(
      List<String> complaints,
      Map<String, Double> metrics,
      String name,
      double limit,
      String message) {
    double value = metrics.getOrDefault(name, 0.0);
    if (value > limit) {
      complaints.add(String.format(Locale.ROOT, message + ", limit %s", value, limit));
    }
  }

  /** Returns what is wrong with all of them; empty if a report may be made. */
  static List<String> of(List<Cell> cells, double errors) {
    List<String> complaints = new ArrayList<>();
    for (Cell cell : cells) {
      ofOne(cell.metrics(), errors)
          .forEach(complaint -> complaints.add(cell.key() + ": " + complaint));
    }
    complaints.addAll(nullTest(cells));
    return complaints;
  }

  /** The same style twice must agree, or differences between others mean nothing either. */
  private static List<String> nullTest(List<Cell> cells) {
    String one = Entrant.of(Entrant.TWICE).name();
    List<String> complaints = new ArrayList<>();
    for (Range ratio : Range.ratios(cells, Sweep.HOGS, Cell.P50, Entrant.TWIN.name(), one)) {
      double limit = ratio.rounds() < ENOUGH_ROUNDS ? NULL_LIMIT_OF_FEW : NULL_LIMIT;
      boolean near = ratio.median() <= limit && ratio.median() >= 1 / limit;
      boolean agrees = near || ratio.rounds() >= ENOUGH_ROUNDS && ratio.contains(1);
      if (!agrees) {
        complaints.add(
            "the null test disagrees: "
                + one
                + " twice, at "
                + Cell.trimmed(ratio.x())
                + " % hogs, p50: "
                + ratio);
      }
    }
    return complaints;
  }
}
