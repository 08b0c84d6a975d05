package dev.towpath.samples.go;

import dev.towpath.scope.Scope;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** A computation without waits among tasks that only wait. */
final class CpuHog {
  private CpuHog() {}

  // @start region="program"
  /** On virtual threads: whoever only wants to say hello waits for a hog to end. */
  static boolean heardWhileAllCarriersCompute(int carriers) throws InterruptedException {
    AtomicBoolean heard = new AtomicBoolean();
    AtomicReference<Boolean> heardInTime = new AtomicReference<>();
    CountDownLatch computing = new CountDownLatch(carriers);
    try (Scope scope = Scope.open()) {
      for (int i = 0; i < carriers; i++) {
        scope.fork(() -> {
          computing.countDown();
          compute();
          heardInTime.compareAndSet(null, heard.get()); // as the first hog ends
        });
      }
      computing.await();
      scope.fork(() -> heard.set(true));
      scope.join();
    }
    return heardInTime.get();
  }

  /** In a pool of their own, as many as there are processors: the system shares the time. */
  static boolean heardWhileAPoolComputes(int threads) throws InterruptedException {
    AtomicBoolean heard = new AtomicBoolean();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads);
        Scope scope = Scope.open()) {
      for (int i = 0; i < threads; i++) {
        pool.execute(() -> {
          while (!heard.get()) {
            Thread.onSpinWait(); // computes until somebody was heard
          }
        });
      }
      scope.fork(() -> heard.set(true));
      scope.join();
    }
    return heard.get();
  }

  // @end

  private static void compute() {
    long x = System.nanoTime();
    for (int i = 0; i < 100_000_000; i++) {
      x = x * 6364136223846793005L + 1442695040888963407L;
    }
    if (x == 0) {
      throw new AssertionError("one in 2^64");
    }
  }
}
