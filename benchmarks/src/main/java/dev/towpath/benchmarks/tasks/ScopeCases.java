package dev.towpath.benchmarks.tasks;

import dev.towpath.benchmarks.rivals.Rivals;
import dev.towpath.benchmarks.run.Case;
import java.util.List;
import java.util.Map;

/** What is measured of scopes. */
public final class ScopeCases {
  private static final List<String> RIVALS =
      List.of(Rivals.OURS, Forks.STRUCTURED, Rivals.KOTLIN, Rivals.GO, Forks.EXECUTOR);

  private ScopeCases() {}

  /** Returns all cases, in the order of the report. */
  public static List<Case> all() {
    return List.of(forkAndJoin(2), forkAndJoin(10), forkAndJoin(1_000));
  }

  private static Case forkAndJoin(int tasks) {
    return new Case(
        "fork and join " + tasks,
        ForkJoin.class,
        Map.of("tasks", String.valueOf(tasks)),
        RIVALS,
        true);
  }
}
