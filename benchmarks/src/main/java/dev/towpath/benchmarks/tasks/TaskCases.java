package dev.towpath.benchmarks.tasks;

import dev.towpath.benchmarks.run.Case;
import java.util.List;
import java.util.Map;

/** What is measured of executors. */
public final class TaskCases {
  private static final List<String> RIVALS =
      List.of(
          Pools.OURS,
          Pools.FIXED_POOL,
          Pools.SEMAPHORE,
          Pools.CALLER_RUNS,
          Pools.FAIR_SEMAPHORE,
          Pools.UNFAIR);

  private TaskCases() {}

  /** Returns all cases, in the order of the report. */
  public static List<Case> all() {
    return List.of(
        new Case("empty task, 1 submitter", Throughput.class, with(1, 8, 0), RIVALS, true),
        new Case("empty task, 100 submitters", Throughput.class, with(100, 8, 0), RIVALS, true),
        new Case("task of 1 ms, 64 run", Throughput.class, with(1, 64, 1_000_000), RIVALS, true),
        new Case("submit and get", SubmitAndGet.class, Map.of("running", "8"), RIVALS, true));
  }

  private static Map<String, String> with(int submitters, int running, int nanos) {
    return Map.of(
        "submitters", String.valueOf(submitters),
        "running", String.valueOf(running),
        "nanos", String.valueOf(nanos));
  }

  /** Returns the names of all pools that are compared. */
  static List<String> rivals() {
    return RIVALS;
  }
}
