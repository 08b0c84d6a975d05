package dev.towpath.benchmarks.tasks;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** Many tasks from one or more threads, until the last has run. */
public class Throughput extends Crew {
  private static final int TASKS = 20_000;

  @Param("1")
  public int submitters;

  /** For how long a task waits, as for a database. */
  @Param("0")
  public int nanos;

  @Benchmark
  @OperationsPerInvocation(TASKS)
  public long task() throws InterruptedException {
    LongAdder ran = new LongAdder();
    CountDownLatch left = new CountDownLatch(TASKS);
    Runnable task =
        () -> {
          if (nanos > 0) {
            LockSupport.parkNanos(nanos);
          }
          ran.increment();
          left.countDown();
        };
    for (int i = 1; i < submitters; i++) {
      Thread.startVirtualThread(() -> submit(task));
    }
    submit(task);
    left.await();
    if (ran.sum() != TASKS) {
      throw new IllegalStateException("tasks lost or doubled: " + ran.sum() + ", not " + TASKS);
    }
    return ran.sum();
  }

  private void submit(Runnable task) {
    for (int i = 0; i < TASKS / submitters; i++) {
      pool.execute(task);
    }
  }
}
