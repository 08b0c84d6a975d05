package dev.towpath.samples.callbacks;

import static org.awaitility.Awaitility.await;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A virtual thread that a test has started and that waits for a library. */
final class Waiting<V> {
  private final FutureTask<V> task;
  private final Thread thread;

  private Waiting(Callable<V> body) {
    this.task = new FutureTask<>(body);
    this.thread = Thread.ofVirtual().name("tester").start(task);
  }

  static <V> Waiting<V> start(Callable<V> body) {
    return new Waiting<>(body);
  }

  /** Returns once the thread waits for somebody. */
  Waiting<V> untilParked() {
    await().until(() -> thread.getState() == Thread.State.WAITING);
    return this;
  }

  Waiting<V> interrupt() {
    thread.interrupt();
    return this;
  }

  V get() throws Exception {
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception exception) {
        throw exception;
      }
      throw (Error) e.getCause();
    }
  }
}
