package dev.towpath.testkit;

import static dev.towpath.testkit.Eventually.eventually;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** A thread that a test has started: its result, and the states that a test may wait for. */
final class Running<V extends @Nullable Object> {
  /** A body without a result. */
  @FunctionalInterface
  interface Action {
    void run() throws Exception;
  }

  private final FutureTask<V> task;
  private final Thread thread;
  private volatile boolean interruptedAtEnd;

  private Running(Thread.Builder threads, Callable<V> body) {
    this.task =
        new FutureTask<>(() -> {
          try {
            return body.call();
          } finally {
            interruptedAtEnd = Thread.currentThread().isInterrupted();
          }
        });
    this.thread = threads.start(task);
  }

  /** Starts a virtual thread. */
  static <V extends @Nullable Object> Running<V> start(Callable<V> body) {
    return on(Thread.ofVirtual().name("testkit"), body);
  }

  /** Starts a virtual thread. */
  static Running<@Nullable Void> run(Action body) {
    return run(Thread.ofVirtual().name("testkit"), body);
  }

  static <V extends @Nullable Object> Running<V> on(Thread.Builder threads, Callable<V> body) {
    return new Running<>(threads, body);
  }

  static Running<@Nullable Void> run(Thread.Builder threads, Action body) {
    return on(
        threads,
        () -> {
          body.run();
          return null;
        });
  }

  /** Returns once the thread waits for somebody. */
  Running<V> awaitParked() throws InterruptedException {
    awaitParked(thread);
    return this;
  }

  static void awaitParked(Thread thread) throws InterruptedException {
    eventually(thread + " waits", () -> isParked(thread) || !thread.isAlive());
    if (!thread.isAlive()) {
      throw new AssertionError("ended instead of waiting: " + thread);
    }
  }

  static boolean isParked(Thread thread) {
    Thread.State state = thread.getState();
    return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
  }

  /** Returns the result, or throws what the body threw. */
  V get() throws Exception {
    eventually(thread + " ends", task::isDone);
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception exception) {
        throw exception;
      }
      throw (Error) e.getCause();
    }
  }

  void interrupt() {
    thread.interrupt();
  }

  boolean isDone() {
    return task.isDone();
  }

  /** Whether the interrupt flag was set when the body ended. */
  boolean wasInterruptedAtEnd() throws InterruptedException {
    thread.join();
    return interruptedAtEnd;
  }
}
