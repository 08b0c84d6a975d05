package dev.towpath.benchmarks.run;

import dev.towpath.benchmarks.report.Figure;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The conditions of a run. */
public enum Regime {
  /** As the machine is; hopefully with nothing else running. */
  QUIET("quiet", Figure.WALL, List.of()),

  /**
   * One carrier for all virtual threads, one worker for all coroutines. Nothing depends on luck
   * with cores here, and processor time per operation is the steadiest figure there is.
   */
  ONE_CARRIER(
      "parallelism=1",
      Figure.CPU,
      List.of(
          "-Djdk.virtualThreadScheduler.parallelism=1",
          "-Dkotlinx.coroutines.scheduler.core.pool.size=1",
          "-Dkotlinx.coroutines.scheduler.max.pool.size=1"));

  final String label;
  final String measure;
  final List<String> jvmArgs;

  Regime(String label, String measure, List<String> jvmArgs) {
    this.label = label;
    this.measure = measure;
    this.jvmArgs = jvmArgs;
  }

  /** Returns the one with this label. */
  public static Regime labelled(String label) {
    return Arrays.stream(values())
        .filter(regime -> regime.label.equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("not one of " + labels() + ": " + label));
  }

  private static String labels() {
    return Arrays.stream(values()).map(Regime::toString).collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    return label;
  }
}
