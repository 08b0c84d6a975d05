package dev.towpath.rxjava3;

import static dev.towpath.testkit.Eventually.eventually;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A virtual thread that a test has started and that will wait for something. */
final class Waiting<V> {
  private final FutureTask<V> task;
  private final Thread thread;
  private volatile boolean interruptedAtEnd;

  private Waiting(Callable<V> body) {
    task =
        new FutureTask<>(() -> {
          try {
            return body.call();
          } finally {
            interruptedAtEnd = Thread.currentThread().isInterrupted();
          }
        });
    thread = Thread.ofVirtual().name("waiting").start(task);
  }

  static <V> Waiting<V> start(Callable<V> body) {
    return new Waiting<>(body);
  }

  /** Returns once the thread waits. */
  Waiting<V> awaitParked() throws InterruptedException {
    eventually("the thread waits", () -> isParked(thread));
    return this;
  }

  static boolean isParked(Thread thread) {
    Thread.State state = thread.getState();
    return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
  }

  Waiting<V> interrupt() {
    thread.interrupt();
    return this;
  }

  /** Returns the result, or throws what the body threw. */
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

  boolean isDone() {
    return task.isDone();
  }

  boolean wasInterruptedAtEnd() throws InterruptedException {
    thread.join();
    return interruptedAtEnd;
  }
}
