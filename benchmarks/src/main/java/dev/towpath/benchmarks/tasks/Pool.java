package dev.towpath.benchmarks.tasks;

import java.util.concurrent.Callable;
import java.util.concurrent.Future;

/** A way to run tasks, so many at once at most. */
interface Pool extends AutoCloseable {
  void execute(Runnable task);

  <T> Future<T> submit(Callable<T> task);

  /** Waits until all tasks have ended. */
  @Override
  void close();
}
