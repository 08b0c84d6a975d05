package dev.towpath.vertx.runtime;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * How a thread that has given its virtual-thread context up gets it again.
 *
 * <p>The context runs one task at a time. {@code Future.await} takes the calling task off it; when
 * {@code back} is completed, that task is next in line. We complete {@code back} in a task of the
 * context and nowhere else: so when that task's thread has ended, the context is ours.
 *
 * <p>An interrupt makes {@code Future.await} throw at once, without the context; up to Vert.x 5.1
 * the context is then dead as soon as {@code back} is completed (vert.x #6349), since the task that
 * it hands itself to believes it never waited. So an interrupted thread still takes the way back,
 * and goes on only when the context is its own.
 */
final class WayBack {
  private final Context context;
  private final Thread thread = Thread.currentThread();
  private final Promise<Void> back = Promise.promise();
  private final AtomicBoolean taken = new AtomicBoolean();
  private volatile boolean interrupted;
  private volatile @Nullable Thread bringer; // ran the task that completed `back`
  private volatile boolean contextIsClosed;

  WayBack(Context context) {
    this.context = context;
  }

  /** Queues up for the context. From any thread; neither waits nor throws. */
  void take() {
    if (taken.compareAndSet(false, true) && !runOnContext(this::arrive)) {
      back.tryComplete();
      contextIsClosed = true;
      LockSupport.unpark(thread);
    }
  }

  /** Ends the wait. In a task of the context only. */
  void arrive() {
    if (back.tryComplete()) {
      bringer = Thread.currentThread();
      if (interrupted) {
        LockSupport.unpark(thread);
      }
    }
  }

  /**
   * Gives the context up until it was taken again, by somebody who calls {@link #take}, by a timer
   * that has called {@link #arrive}, or by an interrupt, which leaves the flag set.
   *
   * @return false if the context was undeployed, and so could not be given up
   */
  boolean await() {
    try {
      Future.await(back.future());
      return true;
    } catch (Throwable t) {
      if (wasInterrupted(t)) {
        comeBack();
        Thread.currentThread().interrupt();
        return true;
      }
      if (t instanceof InterruptedException || t instanceof IllegalStateException) {
        return false;
      }
      throw t;
    }
  }

  /** Vert.x gives a message when it is not an interrupt but "Context closed". */
  private static boolean wasInterrupted(Throwable thrown) {
    return thrown instanceof InterruptedException && thrown.getMessage() == null;
  }

  private void comeBack() {
    interrupted = true;
    take();
    Thread brought = bringer;
    while (brought == null && !contextIsClosed) {
      LockSupport.park(this);
      Thread.interrupted(); // else the next park would not wait; it is set again at the end
      brought = bringer;
    }
    if (brought != null) {
      awaitHandOver(brought);
    }
  }

  /**
   * The bringer hands the context over and ends, in a few instructions. On an undeployed context it
   * hands nothing over and may go on; that shows by its next task.
   */
  @SuppressWarnings("ThreadPriorityCheck") // see above
  private void awaitHandOver(Thread brought) {
    AtomicBoolean nothingComes = new AtomicBoolean();
    if (runOnContext(() -> nothingComes.set(true))) {
      while (brought.isAlive() && !nothingComes.get()) {
        Thread.yield();
      }
    }
  }

  private boolean runOnContext(Runnable task) {
    try {
      context.runOnContext(nothing -> task.run());
      return true;
    } catch (RejectedExecutionException e) { // Vert.x is closed
      return false;
    }
  }
}
