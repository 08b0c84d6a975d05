package dev.towpath.benchmarks.tasks;

import dev.towpath.benchmarks.rivals.Rivals;
import dev.towpath.scope.BoundedExecutor;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.CallerRunsPolicy;
import java.util.concurrent.TimeUnit;

/** The ways to run tasks by the names that reports use. */
final class Pools {
  static final String OURS = Rivals.OURS;
  static final String UNFAIR = "ours-unfair";
  static final String FIXED_POOL = "fixed-pool";
  static final String CALLER_RUNS = "caller-runs";
  static final String SEMAPHORE = "semaphore";
  static final String FAIR_SEMAPHORE = "semaphore-fair";

  private Pools() {}

  /**
   * Makes one.
   *
   * @param running how many tasks run at most
   * @param waiting how many wait at most, where there is such a bound
   */
  static Pool named(String name, int running, int waiting) {
    return switch (name) {
      case OURS -> of(BoundedExecutor.of(running, waiting));
      case UNFAIR -> of(BoundedExecutor.builder(running, waiting).fair(false).build());
      case FIXED_POOL -> of(Executors.newFixedThreadPool(running));
      case CALLER_RUNS ->
          of(
              new ThreadPoolExecutor(
                  running,
                  running,
                  0,
                  TimeUnit.SECONDS,
                  new ArrayBlockingQueue<>(waiting),
                  new CallerRunsPolicy()));
      case SEMAPHORE -> new Guarded(new Semaphore(running));
      case FAIR_SEMAPHORE -> new Guarded(new Semaphore(running, true));
      default -> throw new IllegalArgumentException("no such pool: " + name);
    };
  }

  private static Pool of(ExecutorService executor) {
    return new Pool() {
      @Override
      public void execute(Runnable task) {
        executor.execute(task);
      }

      @Override
      public <T> Future<T> submit(Callable<T> task) {
        return executor.submit(task);
      }

      @Override
      public void close() {
        executor.close();
      }
    };
  }

  /** A virtual thread for each task, which waits for a permit once it is there. */
  private static final class Guarded implements Pool {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore permits;

    Guarded(Semaphore permits) {
      this.permits = permits;
    }

    @Override
    public void execute(Runnable task) {
      threads.execute(() -> {
        permits.acquireUninterruptibly();
        try {
          task.run();
        } finally {
          permits.release();
        }
      });
    }

    @Override
    public <T> Future<T> submit(Callable<T> task) {
      return threads.submit(() -> {
        permits.acquire();
        try {
          return task.call();
        } finally {
          permits.release();
        }
      });
    }

    @Override
    public void close() {
      threads.close();
    }
  }
}
