package dev.towpath.channel;

import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A foreign runtime in small: one event loop whose threads run in turns with its tasks. Whoever is
 * woken gets its next turn from a task in the loop's queue. So a thread that parked in its turn
 * would stop the loop, and with it the task that was to wake it.
 */
final class Loop {
  private static final ThreadLocal<Loop> CURRENT = new ThreadLocal<>();

  /** How often its threads suspended and were resumed. */
  final AtomicInteger suspended = new AtomicInteger();

  final AtomicInteger resumed = new AtomicInteger();

  /**
   * What the loop's owner wants to happen first thing in {@code prepare}, {@code suspend}, {@code
   * resume}.
   */
  volatile Runnable onPrepare = () -> {};

  volatile Runnable onSuspend = () -> {};

  volatile Runnable onResume = () -> {};

  private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
  private final Semaphore turnOver = new Semaphore(0);
  private final Thread thread;
  private boolean closed; // the loop's thread only

  Loop() {
    thread = Thread.ofPlatform().daemon().name("loop-1").start(this::run);
  }

  /** Returns the loop of the calling thread, null if it belongs to none. */
  static Loop current() {
    return CURRENT.get();
  }

  /** Runs a task on the loop's own thread. */
  void execute(Runnable task) {
    tasks.add(task);
  }

  /** Starts a thread that runs in turns with everything else here. */
  <V> Running<V> start(Callable<V> body) {
    Semaphore turn = new Semaphore(0);
    ask(turn); // here, so that it comes before whatever the caller executes next
    return Running.start(() -> {
      CURRENT.set(this);
      turn.acquireUninterruptibly();
      try {
        return body.call();
      } finally {
        turnOver.release();
      }
    });
  }

  Running<Void> start(Running.Action body) {
    return start(body.returningNothing());
  }

  /** Returns once its threads have suspended that often. */
  void awaitSuspended(int times) throws InterruptedException {
    while (suspended.get() < times) {
      if (Thread.interrupted()) {
        throw new InterruptedException("gave up waiting for suspension " + times);
      }
      Thread.onSpinWait();
    }
  }

  WaitStrategy.Suspension prepare() {
    onPrepare.run();
    return new Suspension();
  }

  void close() throws InterruptedException {
    execute(() -> closed = true);
    thread.join();
  }

  private void run() {
    try {
      while (!closed) {
        tasks.take().run();
      }
    } catch (InterruptedException e) {
      throw new AssertionError("nobody interrupts " + thread, e);
    }
  }

  /** Queues up a task that gives the turn away and waits for its end. */
  private void ask(Semaphore turn) {
    execute(() -> {
      turn.release();
      turnOver.acquireUninterruptibly();
    });
  }

  private final class Suspension implements WaitStrategy.Suspension {
    private final Thread thread = Thread.currentThread();
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile Turn next;

    @Override
    public void suspend(long nanos) {
      if (Thread.currentThread() != thread) {
        throw new AssertionError("suspended by " + Thread.currentThread() + ", not " + thread);
      }
      onSuspend.run();
      Turn mine = new Turn();
      next = mine;
      if (over.get() || thread.isInterrupted()) {
        return;
      }
      suspended.incrementAndGet();
      turnOver.release();
      mine.await(nanos);
    }

    @Override
    public void resume() {
      resumed.incrementAndGet();
      onResume.run();
      over.set(true);
      Turn turn = next;
      if (turn != null) {
        turn.askOnce();
      }
    }
  }

  /** A thread's next turn: asked for by whoever resumes it, an interrupt or the time. */
  private final class Turn {
    private final Semaphore turn = new Semaphore(0);
    private final AtomicBoolean asked = new AtomicBoolean();

    void askOnce() {
      if (asked.compareAndSet(false, true)) {
        ask(turn);
      }
    }

    void await(long nanos) {
      try {
        if (!turn.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
          askOnce();
          turn.acquireUninterruptibly();
        }
      } catch (InterruptedException e) {
        askOnce();
        turn.acquireUninterruptibly();
        Thread.currentThread().interrupt();
      }
    }
  }
}
