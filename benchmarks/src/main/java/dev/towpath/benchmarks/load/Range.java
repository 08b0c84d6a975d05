package dev.towpath.benchmarks.load;

import dev.towpath.benchmarks.report.Estimate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What the rounds say of one point.
 *
 * @param x which point
 * @param median of the rounds; not a number if there are none
 * @param least of the rounds
 * @param most of the rounds; with five, the true median is between the two in 94 of 100 cases
 * @param rounds how many
 */
record Range(double x, double median, double least, double most, int rounds) {
  /** Returns the range of the values that are finite. */
  static Range of(double x, double[] values) {
    List<Double> sorted = Arrays.stream(values).filter(Double::isFinite).sorted().boxed().toList();
    return sorted.isEmpty()
        ? new Range(x, Double.NaN, Double.NaN, Double.NaN, 0)
        : new Range(
            x, Estimate.of(sorted).median(), sorted.getFirst(), sorted.getLast(), sorted.size());
  }

  /**
   * Returns one metric divided by another's, round by round, since what a round has in common
   * cancels out; for each point that both were measured at, in order.
   *
   * @param above whose metric is divided
   * @param below by whose
   */
  static List<Range> ratios(
      List<Cell> cells, Sweep sweep, String metric, String above, String below) {
    List<Cell> some = cells.stream().filter(cell -> cell.sweep() == sweep).toList();
    List<Cell> dividends = some.stream().filter(cell -> cell.entrant().equals(above)).toList();
    List<Cell> divisors = some.stream().filter(cell -> cell.entrant().equals(below)).toList();
    return some.stream()
        .mapToDouble(Cell::x)
        .distinct()
        .sorted()
        .mapToObj(x -> of(x, ratios(dividends, divisors, metric, x)))
        .filter(range -> range.rounds > 0)
        .toList();
  }

  private static double[] ratios(
      List<Cell> dividends, List<Cell> divisors, String metric, double x) {
    return dividends.stream()
        .filter(cell -> cell.x() == x)
        .flatMapToDouble(cell ->
            divisors.stream()
                .filter(other -> other.x() == x && other.round() == cell.round())
                .mapToDouble(other -> cell.get(metric) / other.get(metric)))
        .toArray();
  }

  boolean contains(double value) {
    return least <= value && value <= most;
  }

  /** Returns the median and the range. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", median, least, most);
  }
}
