package dev.towpath.benchmarks.load;

import dev.towpath.benchmarks.load.wire.Shot;
import dev.towpath.benchmarks.load.wire.Shot.Outcome;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What a run gave, from its raw log. */
final class Metrics {
  private static final long WINDOW = 250_000; // microseconds
  private static final double RECOVERED = 2;
  private static final double MICROS = 1e6;

  private Metrics() {}

  /**
   * @param seconds how long requests were sent
   */
  static Map<String, Double> of(List<Shot> shots, double seconds) {
    double[] innocent = sorted(shots, Shot::innocent);
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put(Cell.SENT, (double) shots.size());
    metrics.put(Cell.SHED, count(shots, Outcome.SHED));
    metrics.put(Cell.FAILED, count(shots, Outcome.FAILED));
    metrics.put(Cell.P50, percentile(innocent, 50));
    metrics.put(Cell.P99, percentile(innocent, 99));
    metrics.put(Cell.P999, percentile(innocent, 99.9));
    double[] hogs = sorted(shots, shot -> shot.hog() && shot.outcome() == Outcome.OK);
    if (hogs.length > 0) {
      metrics.put(Cell.HOG_P50, percentile(hogs, 50));
    }
    metrics.put(Cell.OFFERED, shots.size() / seconds);
    long inTime =
        shots.stream()
            .filter(shot -> shot.outcome() == Outcome.OK && shot.done() <= seconds * MICROS)
            .count();
    metrics.put(Cell.THROUGHPUT, inTime / seconds);
    metrics.put(Cell.LAG, percentile(shots.stream().mapToDouble(Shot::lag).sorted().toArray(), 99));
    return metrics;
  }

  private static double count(List<Shot> shots, Outcome outcome) {
    return shots.stream().filter(shot -> shot.outcome() == outcome).count();
  }

  private static double[] sorted(List<Shot> shots, Predicate<Shot> which) {
    return shots.stream().filter(which).mapToDouble(Shot::latency).sorted().toArray();
  }

  /** Returns the smallest value that at least so many percent do not exceed. */
  static double percentile(double[] sorted, double percent) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    int rank = (int) Math.ceil(percent / 100 * sorted.length);
    return sorted[Math.clamp(rank - 1, 0, sorted.length - 1)];
  }

  /**
   * Returns the requests of one phase, as if there had been no other.
   *
   * @param from seconds
   * @param to seconds
   */
  static List<Shot> between(List<Shot> shots, double from, double to) {
    return shots.stream()
        .filter(shot -> shot.intended() >= from * MICROS && shot.intended() < to * MICROS)
        .map(shot ->
            new Shot(
                shot.intended() - (long) (from * MICROS),
                shot.lag(),
                shot.latency(),
                shot.hog(),
                shot.outcome()))
        .toList();
  }

  /**
   * Returns how many seconds after an overload the median is below twice what it was before, and
   * stays there; infinite if that is not within the run.
   *
   * @param before seconds, when the overload begins
   * @param after seconds, when it ends
   */
  static double recovery(List<Shot> shots, double before, double after) {
    double usual = percentile(sorted(between(shots, 0, before), Shot::innocent), 50);
    double[][] windows = windows(shots, (long) (after * MICROS));
    int slow = windows.length - 1;
    while (slow >= 0
        && (windows[slow].length == 0 || percentile(windows[slow], 50) <= RECOVERED * usual)) {
      slow--;
    }
    return slow == windows.length - 1 && slow >= 0
        ? Double.POSITIVE_INFINITY
        : (slow + 1) * WINDOW / MICROS;
  }

  private static double[][] windows(List<Shot> shots, long from) {
    long end = shots.stream().mapToLong(Shot::intended).max().orElse(from);
    double[][] windows = new double[(int) Math.max(0, (end - from) / WINDOW)][];
    Arrays.setAll(
        windows,
        i -> {
          long start = from + i * WINDOW;
          return sorted(
              shots,
              shot ->
                  shot.innocent() && shot.intended() >= start && shot.intended() < start + WINDOW);
        });
    return windows;
  }
}
