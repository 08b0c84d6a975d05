package dev.towpath.scope;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A thread that a test has started, and the states that a test may wait for. */
final class Started<V> {
  private final FutureTask<V> task;
  private final Thread thread;
  private volatile boolean interruptedAtEnd;

  private Started(Thread.Builder threads, Callable<V> body) {
    task =
        new FutureTask<>(() -> {
          try {
            return body.call();
          } finally {
            interruptedAtEnd = Thread.currentThread().isInterrupted();
          }
        });
    thread = threads.start(task);
  }

  /** Starts a virtual thread. */
  static <V> Started<V> start(Callable<V> body) {
    return new Started<>(Thread.ofVirtual(), body);
  }

  /** Starts a virtual thread and returns once it waits for somebody. */
  static <V> Started<V> parked(Callable<V> body) throws InterruptedException {
    return start(body).awaitParked();
  }

  /** Starts a thread that must not wait; a guard on the test path knows it by its name. */
  static <V> Started<V> onEventLoop(Callable<V> body) {
    return new Started<>(Thread.ofPlatform().daemon().name("loop-7"), body);
  }

  /** As {@link #onEventLoop}, but the thread is virtual. */
  static <V> Started<V> onVirtualEventLoop(Callable<V> body) {
    return new Started<>(Thread.ofVirtual().name("loop-7"), body);
  }

  Started<V> awaitParked() throws InterruptedException {
    awaitParked(thread);
    return this;
  }

  static void awaitParked(Thread thread) throws InterruptedException {
    while (true) {
      Thread.State state = thread.getState();
      if (state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING) {
        return;
      }
      if (state == Thread.State.TERMINATED) {
        throw new AssertionError("ended instead of waiting: " + thread);
      }
      if (Thread.interrupted()) {
        throw new InterruptedException("gave up waiting for " + thread);
      }
      Thread.yield();
    }
  }

  Started<V> interrupt() {
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
