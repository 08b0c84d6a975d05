package dev.towpath.scope;

import dev.towpath.scope.BoundedExecutor.WhenFull;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Executors that keep the same contract: those of the JDK show that the tests are right. */
enum Shape {
  JDK_FIXED_POOL(3, true, () -> Executors.newFixedThreadPool(3)),
  JDK_THREAD_PER_TASK(Integer.MAX_VALUE, false, Executors::newVirtualThreadPerTaskExecutor),
  WAITING(3, true, () -> BoundedExecutor.of(3, 10_000)),
  ONE_AT_A_TIME(1, true, () -> BoundedExecutor.of(1, 10_000)),
  NONE_WAITS(3, false, () -> BoundedExecutor.of(3, 0)),
  UNFAIR(3, false, () -> BoundedExecutor.builder(3, 0).fair(false).build()),
  ABORTING(3, true, () -> full(WhenFull.ABORT)),
  CALLER_RUNS(3, true, () -> full(WhenFull.CALLER_RUNS)),
  HUGE(Integer.MAX_VALUE, false, () -> BoundedExecutor.of(Integer.MAX_VALUE, Integer.MAX_VALUE));

  /** How many tasks run at most. */
  final int running;

  /** Whether more of them can be submitted than run, without waiting. */
  final boolean queues;

  private final Supplier<ExecutorService> maker;

  Shape(int running, boolean queues, Supplier<ExecutorService> maker) {
    this.running = running;
    this.queues = queues;
    this.maker = maker;
  }

  ExecutorService make() {
    return maker.get();
  }

  private static BoundedExecutor full(WhenFull policy) {
    return BoundedExecutor.builder(3, 10_000).whenFull(policy).build();
  }
}
