package dev.towpath.benchmarks.run;

import dev.towpath.benchmarks.report.Figure;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The conditions of a run. */
public enum Regime {
  /** As the machine is; hopefully with nothing else running. */
  QUIET("quiet", Figure.WALL, 0, List.of(), Map.of()),

  /**
   * One carrier for all virtual threads, one worker for all coroutines. Nothing depends on luck
   * with cores here, and processor time per operation is the steadiest figure there is.
   */
  ONE_CARRIER(
      "parallelism=1",
      Figure.CPU,
      0,
      List.of(
          "-Djdk.virtualThreadScheduler.parallelism=1",
          "-Dkotlinx.coroutines.scheduler.core.pool.size=1",
          "-Dkotlinx.coroutines.scheduler.max.pool.size=1"),
      Map.of("GOMAXPROCS", "1")),

  /** As {@link #QUIET}, but another process keeps one core busy: nobody has a machine alone. */
  BUSY("busy", Figure.WALL, 1, List.of(), Map.of());

  final String label;
  final String measure;
  final int hogs;
  final List<String> jvmArgs;
  final Map<String, String> environment;

  Regime(
      String label,
      String measure,
      int hogs,
      List<String> jvmArgs,
      Map<String, String> environment) {
    this.label = label;
    this.measure = measure;
    this.hogs = hogs;
    this.jvmArgs = jvmArgs;
    this.environment = environment;
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
