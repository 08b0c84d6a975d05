package dev.towpath.channel;

import dev.towpath.channel.stop.Stop;
import dev.towpath.channel.watch.Flight;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One wait of one thread, and what ended it.
 *
 * <p>{@code state} changes once for good, by one compare-and-set: to what the wait ended in favour
 * of (a {@link Waiter} that was settled, a {@link OneShot} that has its outcome), or to {@code
 * ABANDONED} by an interrupt or a time-out, or to {@code STOPPED} by a {@link Stop}. Whoever wins
 * decides; everybody else looks elsewhere. Before the thread really suspends it moves from null to
 * {@code SUSPENDED}, so that a waker that comes earlier need not call the scheduler; a thread that
 * was resumed without being settled, to look for itself, moves back.
 */
class Wait {
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

  private final @Nullable Thread thread;
  private final WaitStrategy.@Nullable Suspension suspension;
  private volatile @Nullable Object state;

  /** Whether the claimer must resume the thread; written by the claimer, for itself. */
  private boolean suspended;

  /** What is recorded of the time from the wake-up until the thread runs; null if nothing is. */
  private volatile @Nullable Object ready;

  /** Which of the wakes that {@link Patience} counts this was; 0 before. */
  private int ticket;

  /** A wait of the calling thread. */
  Wait() {
    this(true);
  }

  /**
   * @param own whether it is a wait of the calling thread; otherwise it is none at all
   */
  Wait(boolean own) {
    this.thread = own ? Thread.currentThread() : null;
    this.suspension = own ? Runtimes.suspension() : null;
  }

  final boolean isSettled() {
    Object now = state;
    return now != null && now != Mark.SUSPENDED;
  }

  /** Whether the thread has parked, or is about to, with nothing but an unpark to resume it. */
  final boolean isParked() {
    return state == Mark.SUSPENDED && suspension == null;
  }

  /** Whether the thread was resumed to settle the wait itself. */
  boolean isNudged() {
    return false;
  }

  /** Tries to settle the wait, by the thread itself. */
  void comeBack() {}

  /**
   * Ends this wait in favour of {@code winner}, if nothing else has. What the thread is to see then
   * must be written before.
   */
  final boolean claim(Object winner) {
    do { // again if the thread suspended or came back in between
      if (STATE.compareAndSet(this, null, winner)) {
        return true;
      }
      if (STATE.compareAndSet(this, Mark.SUSPENDED, winner)) {
        suspended = true; // not written by who fails: that would be behind the claimer's back
        return true;
      }
    } while (!isSettled());
    return false;
  }

  /** Wakes the thread, if it is suspended. Only for the claimer, once, with no lock held. */
  final void wake() {
    if (!suspended) {
      return;
    }
    beginReady();
    if (suspension == null) {
      LockSupport.unpark(thread);
    } else {
      suspension.resume();
    }
  }

  private void beginReady() {
    Object event = Flight.beginReady();
    if (event != null) {
      ready = event;
    }
  }

  private void endReady() {
    Object event = ready;
    if (event != null) {
      ready = null; // it may be nudged, park again and be woken once more
      Flight.endReady(event, "a wait");
    }
  }

  /** As {@link #wake()}, and lets {@code patience} know. */
  final void wake(Patience patience) {
    if (suspended) {
      ticket = patience.woke();
      wake();
    }
  }

  /** Resumes a parked thread to settle the wait itself. No lock is held. */
  final void resumeParked(Patience patience) {
    ticket = patience.woke();
    beginReady();
    LockSupport.unpark(thread); // which may have been settled meanwhile: it does not mind
  }

  /**
   * Waits until this wait is claimed, first as {@code patience} has it.
   *
   * @param nanos nanoseconds to wait at most, or {@link #FOREVER}
   * @return in whose favour, or null when the time was up first
   * @throws InterruptedException when the interrupt was first; it was not and will not be claimed
   * @throws RuntimeException what the thread's {@link Stop} has for a reason, when that was first
   */
  final @Nullable Object await(Patience patience, long nanos) throws InterruptedException {
    if (patience.spin(this)) {
      return over();
    }
    Object winner = await(nanos);
    if (ticket != 0) {
      patience.runs(ticket);
    }
    return winner;
  }

  /** As {@link #await(Patience, long)}, without patience. */
  final @Nullable Object await(long nanos) throws InterruptedException {
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
    long start = nanos == FOREVER ? 0 : System.nanoTime();
    Chaos.delay();
    while (STATE.compareAndSet(this, null, Mark.SUSPENDED)) {
      if (!awaitResumed(start, nanos)) {
        return null;
      }
      if (isSettled() || !STATE.compareAndSet(this, Mark.SUSPENDED, null)) {
        break;
      }
      comeBack();
    }
    return over();
  }

  /**
   * Suspends until this wait is claimed or nudged.
   *
   * @return false when the time was up first
   */
  private boolean awaitResumed(long start, long nanos) throws InterruptedException {
    while (true) {
      long left = nanos == FOREVER ? FOREVER : nanos - (System.nanoTime() - start);
      boolean interrupted = !isSettled() && Thread.interrupted();
      if (interrupted || left <= 0) {
        if (STATE.compareAndSet(this, Mark.SUSPENDED, Mark.ABANDONED)) {
          if (interrupted) {
            throw new InterruptedException();
          }
          return false;
        }
        if (interrupted) {
          Thread.currentThread().interrupt(); // the hand-off came first: it stays for the next wait
        }
      }
      if (isSettled() || isNudged()) {
        endReady();
        return true;
      }
      suspend(left);
    }
  }

  private void suspend(long nanos) {
    Chaos.delay();
    if (Chaos.otherWay()) {
      return; // for no reason, as a park may
    }
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
    Object winner = state;
    if (winner != Mark.STOPPED) {
      STATE.setRelease(this, Mark.OVER);
    }
    return Objects.requireNonNull(winner);
  }
}
