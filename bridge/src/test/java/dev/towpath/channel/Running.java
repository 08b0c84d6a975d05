package dev.towpath.channel;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A thread that a test has started: its result, and the states that a test may wait for. */
final class Running<V> {
  /** What a channel must not care about. */
  enum Kind {
    PLATFORM(Thread.ofPlatform().daemon()),
    VIRTUAL(Thread.ofVirtual());

    private final Thread.Builder threads;

    Kind(Thread.Builder threads) {
      this.threads = threads;
    }

    <V> Running<V> start(Callable<V> body) {
      return new Running<>(threads, body);
    }

    Running<Void> start(Action body) {
      return start(body.returningNothing());
    }
  }

  /** A body without a result. */
  @FunctionalInterface
  interface Action {
    void run() throws Exception;

    default Callable<Void> returningNothing() {
      return () -> {
        run();
        return null;
      };
    }
  }

  private final FutureTask<V> task;
  private final Thread thread;
  private final List<Throwable> uncaught = new CopyOnWriteArrayList<>();
  private volatile boolean interruptedAtEnd;

  Running(Thread.Builder threads, Callable<V> body) {
    task =
        new FutureTask<>(() -> {
          try {
            return body.call();
          } finally {
            interruptedAtEnd = Thread.currentThread().isInterrupted();
          }
        });
    thread = threads.unstarted(task);
    thread.setUncaughtExceptionHandler((t, e) -> uncaught.add(e));
    thread.start();
  }

  /** Starts a virtual thread. */
  static <V> Running<V> start(Callable<V> body) {
    return Kind.VIRTUAL.start(body);
  }

  /** Starts a virtual thread. */
  static Running<Void> start(Action body) {
    return Kind.VIRTUAL.start(body);
  }

  /** Returns once the thread waits for somebody. */
  static <V> Running<V> awaitParked(Running<V> running) throws InterruptedException {
    awaitParked(running.thread);
    return running;
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

  Running<V> interrupt() {
    thread.interrupt();
    return this;
  }

  boolean isDone() {
    return task.isDone();
  }

  /** Whether the interrupt flag was set when the body ended. */
  boolean wasInterruptedAtEnd() throws Exception {
    thread.join();
    return interruptedAtEnd;
  }

  /** What was given to the thread's uncaught-exception handler. */
  List<Throwable> uncaught() {
    return uncaught;
  }

  Thread thread() {
    return thread;
  }
}
