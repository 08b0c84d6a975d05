package dev.towpath.scope;

import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.Channel;
import dev.towpath.channel.stop.Stop;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A task on its way through a {@link BoundedExecutor}, from one {@link Stage} to the next. What
 * {@link Places} guards is written with its lock held.
 */
abstract class Work {
  /** How far it has come. */
  enum Stage {
    /** Not taken on; its submitter knows. */
    NEW,
    /** Its submitter waits for room and stands in line for it. */
    OUTSIDE,
    /** Its submitter was called, because there is room, and has not tried yet. */
    CALLED,
    /** Taken on; has no thread yet. */
    WAITING,
    /** Has a place to run: its thread is being started, or runs. */
    TAKEN,
    /** It was outside when the executor was shut down; its submitter is to be told. */
    REFUSED,
    /** Nothing is left to do: it has run, or was discarded. */
    OVER
  }

  private final BridgeOptions<Object> context;
  private volatile @Nullable WorkStop stop; // set by its own thread; null if a halt interrupts

  // Guarded by Places.
  Stage stage = Stage.NEW;
  long since; // System.nanoTime() when it began to wait, OUTSIDE or WAITING
  @Nullable Channel<Void> call; // ends when its submitter need not stand outside any longer
  @Nullable Work previous;
  @Nullable Work next;

  Work(BridgeOptions<Object> options) {
    this.context = options.captured();
  }

  /** A task without a future. */
  static Work of(Runnable task, BridgeOptions<Object> options) {
    return new Plain(task, options);
  }

  /** What was submitted, as {@code shutdownNow} gives it back. */
  abstract Runnable task();

  /**
   * Runs it on the calling thread.
   *
   * @param own whether that thread is its own, and so may be interrupted when it is cancelled
   * @return whether it ran; false if it was cancelled before
   */
  abstract boolean perform(boolean own);

  /** As {@link #perform}, and then closes the scopes that it has left open. */
  final boolean performAndLeave(boolean own) {
    Stop before = Stop.current();
    try {
      return perform(own);
    } finally {
      Stop.closeUntil(before);
      if (own) {
        Stop.setCurrent(null);
      }
    }
  }

  /**
   * The calling thread is its own and will run it.
   *
   * @param interrupts whether {@link #halt} interrupts
   */
  final void begin(boolean interrupts) {
    if (!interrupts) {
      WorkStop fresh = new WorkStop(this);
      stop = fresh;
      Stop.setCurrent(fresh);
    }
  }

  /**
   * Has it stop: interrupts it, or only ends its waits in channels, selects and awaits.
   *
   * @param thread its own, which runs it
   */
  final void halt(Thread thread) {
    WorkStop without = stop;
    if (without == null) {
      thread.interrupt();
    } else {
      without.stop();
    }
  }

  /** Whether what it has thrown only tells that it was to stop, without an interrupt. */
  final boolean tellsOfHalt(Throwable thrown) {
    WorkStop without = stop;
    return without != null && without.isStopped() && thrown instanceof CancellationException;
  }

  /** Makes its outcome public. May be called with the lock held. */
  void settle() {}

  /** Wakes who waits for the outcome. No lock held. */
  void tell() {}

  /** Will never run: tells who waits. No lock held. */
  void discard() {}

  /** As {@link #discard}, and tells the user. */
  final void discardAndTell(Consumer<? super Runnable> onDiscarded) {
    discard();
    try {
      inContext(() -> onDiscarded.accept(task()));
    } catch (Throwable t) {
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, t);
    }
  }

  /** Could not be given a thread. No lock held. */
  abstract void fail(Throwable failure);

  final void inContext(Runnable body) throws Exception {
    context.inContext(() -> {
      body.run();
      return null;
    });
  }

  final BridgeOptions<Object> context() {
    return context;
  }

  private static final class Plain extends Work {
    private final Runnable task;

    Plain(Runnable task, BridgeOptions<Object> options) {
      super(options);
      this.task = task;
    }

    @Override
    public String toString() {
      return "task " + task;
    }

    @Override
    Runnable task() {
      return task;
    }

    @Override
    boolean perform(boolean own) {
      try {
        inContext(task);
        return true;
      } catch (RuntimeException e) {
        if (tellsOfHalt(e)) {
          return true;
        }
        throw e;
      } catch (Exception e) {
        throw new AssertionError("a Runnable throws nothing checked", e);
      }
    }

    @Override
    void discard() {
      if (task instanceof Future<?> future) {
        future.cancel(false);
      }
    }

    @Override
    void fail(Throwable failure) {
      discard();
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
    }
  }
}
