package dev.towpath.benchmarks.seeing;

import dev.towpath.scope.Scope;
import dev.towpath.scope.Task;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** A task forked and joined, in scopes of ten. */
public class SeenFork extends Seen {
  private static final int SCOPES = 1_000;
  private static final int TASKS = 10;

  @Benchmark
  @OperationsPerInvocation(SCOPES * TASKS)
  public long task() throws Exception {
    long sum = 0;
    for (int i = 0; i < SCOPES; i++) {
      try (Scope scope = rival.equals(Look.UNNAMED) ? Scope.open() : Scope.open("kitchen")) {
        List<Task<Integer>> tasks = new ArrayList<>(TASKS);
        for (int number = 0; number < TASKS; number++) {
          int dish = number;
          tasks.add(scope.fork(() -> dish));
        }
        scope.join();
        for (Task<Integer> task : tasks) {
          sum += task.get();
        }
      }
    }
    if (sum != SCOPES * 45L) {
      throw new IllegalStateException("results lost: sum " + sum);
    }
    return sum;
  }
}
