package dev.towpath.benchmarks.tasks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * How long a task waits until it begins, its submitter's wait for room included, when more clients
 * ask than can be served at once. Each client waits for its task before it comes again.
 */
public final class Waits {
  private static final int CLIENTS = 100;
  private static final int RUNNING = 8;
  private static final int WAITING = 32;
  private static final long WORK = 1_000_000; // nanoseconds that a task takes
  private static final long HIGHEST = 100_000_000_000L;

  private final int tasks;

  /**
   * @param tasks how many of each client
   */
  public Waits(int tasks) {
    this.tasks = tasks;
  }

  /** Measures all; a line for each. */
  public List<String> report() throws InterruptedException, ExecutionException {
    List<String> lines = new ArrayList<>();
    lines.add(
        "from submit to begin, us, "
            + CLIENTS
            + " clients, "
            + RUNNING
            + " run, tasks of 1 ms, "
            + CLIENTS * tasks
            + " of them");
    for (String name : TaskCases.rivals()) { // none is to be measured before all are compiled
      measure(name, new ConcurrentHistogram(HIGHEST, 3), tasks);
    }
    for (String name : TaskCases.rivals()) {
      Histogram waits = new ConcurrentHistogram(HIGHEST, 3);
      measure(name, waits, tasks);
      lines.add(
          String.format(
              Locale.ROOT,
              "  %-16s p50 %8.0f  p99 %8.0f  max %8.0f",
              name,
              waits.getValueAtPercentile(50) / 1e3,
              waits.getValueAtPercentile(99) / 1e3,
              waits.getMaxValue() / 1e3));
    }
    return lines;
  }

  private static void measure(String name, Histogram waits, int each)
      throws InterruptedException, ExecutionException {
    try (Pool pool = Pools.named(name, RUNNING, WAITING)) {
      List<FutureTask<Void>> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        FutureTask<Void> client = new FutureTask<>(() -> ask(pool, waits, each), null);
        clients.add(client);
        Thread.startVirtualThread(client);
      }
      for (FutureTask<Void> client : clients) {
        client.get();
      }
    }
  }

  private static void ask(Pool pool, Histogram waits, int each) {
    for (int i = 0; i < each; i++) {
      long submitted = System.nanoTime();
      var task =
          pool.submit(() -> {
            waits.recordValue(System.nanoTime() - submitted);
            LockSupport.parkNanos(WORK);
            return null;
          });
      try {
        task.get();
      } catch (InterruptedException | ExecutionException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
