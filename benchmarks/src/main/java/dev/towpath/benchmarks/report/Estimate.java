package dev.towpath.benchmarks.report;

import java.util.Arrays;
import java.util.Collection;

/**
 * A figure taken from several measurements.
 *
 * @param median the middle one; the mean of the two in the middle if their number is even
 * @param spread 1.48 times the median distance from it: the standard deviation, if the measurements
 *     are normal, and hardly touched by a few that were disturbed
 * @param samples how many measurements
 */
public record Estimate(double median, double spread, int samples) {
  private static final double NORMAL = 1.4826;

  /**
   * @throws IllegalArgumentException if there is no sample
   */
  public static Estimate of(Collection<Double> samples) {
    double[] sorted = sorted(samples.stream().mapToDouble(Double::doubleValue).toArray());
    double median = middle(sorted);
    double[] distances = Arrays.stream(sorted).map(sample -> Math.abs(sample - median)).toArray();
    return new Estimate(median, NORMAL * middle(sorted(distances)), sorted.length);
  }

  private static double[] sorted(double[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("an estimate needs samples: 0");
    }
    Arrays.sort(values);
    return values;
  }

  private static double middle(double[] sorted) {
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
