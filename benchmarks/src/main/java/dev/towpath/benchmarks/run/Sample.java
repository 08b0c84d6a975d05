package dev.towpath.benchmarks.run;

import dev.towpath.benchmarks.report.Estimate;
import dev.towpath.benchmarks.report.Figure;
import java.util.List;

/**
 * What one iteration measured.
 *
 * @param wall nanoseconds per operation
 * @param cpu nanoseconds of processor time per operation
 * @param bytes of memory allocated per operation
 * @param others cores that other processes kept busy
 */
record Sample(double wall, double cpu, double bytes, double others) {
  /** Cores that others may keep busy, beside our hogs, before a sample counts as disturbed. */
  static final double TOLERABLE = 0.2;

  private static final int ENOUGH = 3;

  private boolean undisturbed(Regime regime) {
    return others <= regime.hogs + TOLERABLE;
  }

  static long countUndisturbed(List<Sample> samples, Regime regime) {
    return samples.stream().filter(sample -> sample.undisturbed(regime)).count();
  }

  /** Sums up the undisturbed samples; all of them if too few are. */
  static Figure figure(List<Sample> samples, Regime regime, String name, String by) {
    boolean disturbed = countUndisturbed(samples, regime) < Math.min(ENOUGH, samples.size());
    List<Sample> used =
        disturbed
            ? samples
            : samples.stream().filter(sample -> sample.undisturbed(regime)).toList();
    return new Figure(
        regime.label,
        regime.measure,
        name,
        by,
        Estimate.of(used.stream().map(Sample::wall).toList()),
        Estimate.of(used.stream().map(Sample::cpu).toList()),
        Estimate.of(used.stream().map(Sample::bytes).toList()),
        disturbed);
  }
}
