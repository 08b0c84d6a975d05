package dev.towpath.jdk;

import static dev.towpath.testkit.Eventually.eventually;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A thread that a test has started: its result, and the states that a test may wait for. */
final class Running<V> {
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

  static <V> Running<V> start(Callable<V> body) {
    return new Running<>(Thread.ofVirtual().name("tester"), body);
  }

  static Running<Void> run(Action body) {
    return start(() -> {
      body.run();
      return null;
    });
  }

  /** Starts a thread that must never wait. */
  static <V> Running<V> onEventLoop(Callable<V> body) {
    return new Running<>(Thread.ofPlatform().daemon().name("testkit-event-loop"), body);
  }

  /** Returns once the thread waits for somebody. */
  Running<V> awaitParked() throws InterruptedException {
    eventually(thread + " waits", () -> isParked(thread) || !thread.isAlive());
    if (!thread.isAlive()) {
      throw new AssertionError("ended instead of waiting: " + thread);
    }
    return this;
  }

  static boolean isParked(Thread thread) {
    Thread.State state = thread.getState();
    return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
  }

  Running<V> interrupt() {
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

  boolean wasInterruptedAtEnd() throws InterruptedException {
    thread.join();
    return interruptedAtEnd;
  }
}
