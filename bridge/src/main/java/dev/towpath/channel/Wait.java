package dev.towpath.channel;

import dev.towpath.channel.stop.Stop;
import dev.towpath.channel.watch.Flight;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One wait of one thread, and what ended it.
 *
 * <p>{@code state} changes once, by one compare-and-set: to what the wait ended in favour of (a
 * {@link Waiter} that was settled, a {@link OneShot} that has its outcome), or to {@code ABANDONED}
 * by an interrupt or a time-out, or to {@code STOPPED} by a {@link Stop}. Whoever wins decides;
 * everybody else looks elsewhere. Before the thread really suspends it moves from null to {@code
 * SUSPENDED}, so that a waker that comes earlier need not call the scheduler.
 */
final class Wait {
  /** Nanoseconds that stand for a wait without limit. */
  static final long FOREVER = Long.MAX_VALUE;

  private enum Mark {
    SUSPENDED,
    ABANDONED,
    STOPPED,
    /** The thread has read the outcome; keeps the wait from retaining a value. */
    OVER
  }

  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(Wait.class, "state", Object.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Thread thread = Thread.currentThread();
  private final WaitStrategy.@Nullable Suspension suspension = Runtimes.suspension();
  private volatile @Nullable Object state;

  /** Whether the claimer must resume the thread; written by the claimer, for itself. */
  private boolean suspended;

  /** What is recorded of the time from the wake-up until the thread runs; null if nothing is. */
  private volatile @Nullable Object ready;

  /** Whether the thread runs again after it was woken; a hint for {@link Patience}. */
  private volatile boolean running;

  boolean isRunning() {
    return running;
  }

  boolean isSettled() {
    Object now = state;
    return now != null && now != Mark.SUSPENDED;
  }

  /**
   * Ends this wait in favour of {@code winner}, if nothing else has. What the thread is to see then
   * must be written before.
   */
  boolean claim(Object winner) {
    if (STATE.compareAndSet(this, null, winner)) {
      return true;
    }
    if (STATE.compareAndSet(this, Mark.SUSPENDED, winner)) {
      suspended = true; // not written by who fails: that would be behind the claimer's back
      return true;
    }
    return false;
  }

  /**
   * Wakes the thread, if it is suspended. Only for the claimer, once, with no lock held.
   *
   * @return whether it was
   */
  boolean wake() {
    if (!suspended) {
      return false;
    }
    Object event = Flight.beginReady();
    if (event != null) {
      ready = event;
    }
    if (suspension == null) {
      LockSupport.unpark(thread);
    } else {
      suspension.resume();
    }
    return true;
  }

  /**
   * Waits until this wait is claimed, first as {@code patience} has it.
   *
   * @param nanos nanoseconds to wait at most, or {@link #FOREVER}
   * @return in whose favour, or null when the time was up first
   * @throws InterruptedException when the interrupt was first; it was not and will not be claimed
   * @throws RuntimeException what the thread's {@link Stop} has for a reason, when that was first
   */
  @Nullable Object await(Patience patience, long nanos) throws InterruptedException {
    return patience.spin(this) ? over() : await(nanos);
  }

  /** As {@link #await(Patience, long)}, without patience. */
  @Nullable Object await(long nanos) throws InterruptedException {
    Stop stop = Stop.current();
    if (stop == null) {
      return awaitClaim(nanos);
    }
    stop.begin(this::stop);
    try {
      Object winner = awaitClaim(nanos);
      if (winner == Mark.STOPPED) {
        throw stop.reason();
      }
      return winner;
    } finally {
      stop.end();
    }
  }

  private void stop() {
    if (claim(Mark.STOPPED)) {
      wake();
    }
  }

  private @Nullable Object awaitClaim(long nanos) throws InterruptedException {
    if (!STATE.compareAndSet(this, null, Mark.SUSPENDED)) {
      return over();
    }
    long start = nanos == FOREVER ? 0 : System.nanoTime();
    while (true) {
      long left = nanos == FOREVER ? FOREVER : nanos - (System.nanoTime() - start);
      boolean interrupted = !isSettled() && Thread.interrupted();
      if (interrupted || left <= 0) {
        if (STATE.compareAndSet(this, Mark.SUSPENDED, Mark.ABANDONED)) {
          if (interrupted) {
            throw new InterruptedException();
          }
          return null;
        }
        if (interrupted) {
          thread.interrupt(); // the hand-off came first: the interrupt stays for the next wait
        }
      }
      if (isSettled()) {
        running = true;
        Flight.endReady(ready, "a wait");
        return over();
      }
      suspend(left);
    }
  }

  private void suspend(long nanos) {
    try {
      if (suspension != null) {
        suspension.suspend(nanos);
      } else if (nanos == FOREVER) {
        LockSupport.park();
      } else {
        LockSupport.parkNanos(nanos);
      }
    } catch (RuntimeException | Error e) {
      if (STATE.compareAndSet(this, Mark.SUSPENDED, Mark.ABANDONED)) {
        throw e; // a broken strategy; had a hand-off come first, that would count
      }
    }
  }

  private Object over() {
    return STATE.getAndSet(this, Mark.OVER);
  }
}
