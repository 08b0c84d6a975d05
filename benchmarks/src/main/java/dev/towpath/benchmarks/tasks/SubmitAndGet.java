package dev.towpath.benchmarks.tasks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** A task at a time, whose result is waited for by a virtual thread. */
public class SubmitAndGet extends Crew {
  private static final int ROUNDS = 10_000;

  @Benchmark
  @OperationsPerInvocation(ROUNDS)
  public long result() throws InterruptedException {
    long[] sum = {0};
    Thread asking =
        Thread.startVirtualThread(() -> {
          for (int i = 0; i < ROUNDS; i++) {
            int value = i;
            try {
              sum[0] += pool.submit(() -> value).get();
            } catch (Exception e) {
              throw new IllegalStateException(e);
            }
          }
        });
    asking.join();
    long expected = (long) ROUNDS * (ROUNDS - 1) / 2;
    if (sum[0] != expected) {
      throw new IllegalStateException("results lost: sum " + sum[0] + ", not " + expected);
    }
    return sum[0];
  }
}
