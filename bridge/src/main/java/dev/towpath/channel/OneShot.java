package dev.towpath.channel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One outcome, from a callback to the thread that waits for it: what the {@code await} verbs are
 * made of. The first outcome counts. One that comes second, or when nobody waits any more, is late:
 * its value goes to {@code onUndelivered}, its failure to {@code onLateError} of the options (C11).
 *
 * <p>
 *
 * {@snippet :
 * OneShot<Price> reply = new OneShot<>(options);
 * client.fetch(id, reply::succeed, reply::fail);   // the client's thread never waits
 * Price price = reply.await();
 * }
 *
 * <p>A source that completes after its value, as a Mono does, calls {@link #hold} and then {@link
 * #complete}: the wait lasts until then, but once the value is here, neither an interrupt nor a
 * time limit loses it.
 *
 * @param <T> the type of the value; null is one here
 */
public final class OneShot<T> {
  private static final Duration FOREVER = Duration.ofNanos(Wait.FOREVER);
  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(OneShot.class, "state", State.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private enum Phase {
    OPEN,
    /** The value is here, its completion is not. */
    HELD,
    SUCCEEDED,
    FAILED,
    /** A wait timed out, was interrupted or stopped. */
    GIVEN_UP;

    boolean isOver() {
      return this != OPEN && this != HELD;
    }
  }

  /** Whom to wake. */
  private record Queue(Wait first, @Nullable Queue behind) {}

  /** All there is to know; nobody waits when it is over. */
  private record State<T>(
      Phase phase, @Nullable T value, @Nullable Throwable failure, @Nullable Queue waiting) {
    void wakeAll() {
      for (Queue queue = waiting; queue != null; queue = queue.behind) {
        if (queue.first.claim(this)) {
          queue.first.wake();
        }
      }
    }
  }

  private static final State<Object> OPEN = new State<>(Phase.OPEN, null, null, null);
  private static final State<Object> GIVEN_UP = new State<>(Phase.GIVEN_UP, null, null, null);

  private final BridgeOptions<T> options;
  private volatile State<T> state;

  /**
   * Creates a one-shot without an outcome.
   *
   * @param options name and hooks
   */
  public OneShot(BridgeOptions<T> options) {
    this.options = options.captured();
    this.state = without(OPEN);
  }

  @SuppressWarnings("unchecked") // holds no value
  private static <T> State<T> without(State<Object> value) {
    return (State<T>) value;
  }

  /**
   * Ends the wait with a value. Never waits and never throws; may be called on an event loop.
   *
   * @param value the value; may be null
   */
  public void succeed(@Nullable T value) {
    State<T> now = state;
    while (now.phase == Phase.OPEN) {
      if (become(now, new State<>(Phase.SUCCEEDED, value, null, null))) {
        return;
      }
      now = state;
    }
    if (value != null) {
      options.undelivered(value);
    }
  }

  /**
   * Ends the wait with a failure; a value that was held is undelivered. Never waits; may be called
   * on an event loop.
   *
   * @param failure the failure; not null, and never changed
   */
  public void fail(Throwable failure) {
    Objects.requireNonNull(failure, "failure is null");
    State<T> now = state;
    while (!now.phase.isOver()) {
      if (become(now, new State<>(Phase.FAILED, null, failure, null))) {
        if (now.value != null) {
          options.undelivered(now.value);
        }
        return;
      }
      now = state;
    }
    options.lateError(failure);
  }

  /**
   * Takes the value of a source that will still {@link #complete} or {@link #fail}. The wait goes
   * on until then, but an interrupt or a time-out returns the value now. Never waits and never
   * throws.
   *
   * @param value the value; a second one is late
   */
  public void hold(T value) {
    Objects.requireNonNull(value, "value is null");
    State<T> now = state;
    while (now.phase == Phase.OPEN) {
      if (STATE.compareAndSet(this, now, new State<>(Phase.HELD, value, null, now.waiting))) {
        return;
      }
      now = state;
    }
    options.undelivered(value);
  }

  /**
   * Ends the wait with the value that is held, with null if there is none. Never waits and never
   * throws; does nothing if the wait is over.
   */
  public void complete() {
    State<T> now = state;
    while (!now.phase.isOver()
        && !become(now, new State<>(Phase.SUCCEEDED, now.value, null, null))) {
      now = state;
    }
  }

  private boolean become(State<T> now, State<T> over) {
    boolean first = STATE.compareAndSet(this, now, over);
    if (first) {
      now.wakeAll();
    }
    return first;
  }

  /**
   * Waits for the outcome.
   *
   * @return the value
   * @throws InterruptedException if interrupted before or while waiting; the outcome will be late.
   *     If the outcome, or a value that is held, came first, this returns or throws that, and the
   *     interrupt flag stays set
   * @throws BridgeException around a failure that is checked; an unchecked one is thrown as itself
   * @throws IllegalStateException if the calling thread must not wait, see {@link BlockingGuard},
   *     or an earlier wait timed out or was interrupted
   */
  public @Nullable T await() throws InterruptedException {
    try {
      return await(FOREVER);
    } catch (TimeoutException e) {
      throw new AssertionError("292 years have passed", e);
    }
  }

  /**
   * As {@link #await()}, for a limited time.
   *
   * @param limit how long to wait; zero or less does not wait
   * @return the value
   * @throws InterruptedException as above
   * @throws TimeoutException if the time was up first; the outcome will be late
   */
  public @Nullable T await(Duration limit) throws InterruptedException, TimeoutException {
    Runtimes.checkMayWait("await", false);
    long nanos = Durations.nanos(limit);
    boolean interrupted = Thread.interrupted();
    Throwable stopped = null;
    if (!interrupted) {
      try {
        stopped = awaitOver(nanos);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    State<T> last = giveUp();
    if (last.phase == Phase.OPEN) {
      if (interrupted) {
        throw new InterruptedException();
      }
      if (stopped != null) {
        throw BridgeException.unchecked(stopped);
      }
      throw new TimeoutException(whoWaited(limit));
    }
    if (interrupted) {
      Thread.currentThread().interrupt(); // the outcome came first
    }
    return outcome(last);
  }

  /**
   * Waits until it is over or the time is up. Returns what else ended the wait, or null: a
   * cancelled scope, a guard, a broken strategy.
   */
  private @Nullable Throwable awaitOver(long nanos) throws InterruptedException {
    State<T> now = state;
    if (now.phase.isOver() || nanos == 0) {
      return null;
    }
    try {
      Runtimes.checkMayWait("await", true);
      Wait wait = new Wait();
      while (!STATE.compareAndSet(
          this, now, new State<>(now.phase, now.value, null, new Queue(wait, now.waiting)))) {
        now = state;
        if (now.phase.isOver()) {
          return null;
        }
      }
      if (Recorded.isOn()) {
        Recorded.await(wait, nanos, name());
      } else {
        wait.await(nanos);
      }
      return null;
    } catch (RuntimeException | Error e) {
      return e;
    }
  }

  /**
   * Returns whether a wait ended without the outcome: its time was up, it was interrupted, or its
   * scope was cancelled. For adapters, which then stop a source that they own.
   */
  public boolean isGivenUp() {
    return state.phase == Phase.GIVEN_UP;
  }

  /** Makes sure that it is over, and returns what there was until now. */
  private State<T> giveUp() {
    State<T> now = state;
    while (!now.phase.isOver() && !become(now, without(GIVEN_UP))) {
      now = state;
    }
    return now;
  }

  private @Nullable T outcome(State<T> last) {
    if (last.phase == Phase.GIVEN_UP) {
      throw new IllegalStateException(
          "'" + name() + "' was given up by a wait that timed out or was interrupted");
    }
    if (last.failure != null) {
      throw BridgeException.unchecked(last.failure);
    }
    return last.value;
  }

  private String whoWaited(Duration limit) {
    return "no outcome for '"
        + name()
        + "' within "
        + limit
        + "; waiting was thread '"
        + Thread.currentThread().getName()
        + "'. Is the thread that should bring it blocked?";
  }

  private String name() {
    String name = options.name();
    return name == null ? "one-shot" : name;
  }
}
