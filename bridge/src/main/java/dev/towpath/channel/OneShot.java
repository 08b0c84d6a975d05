package dev.towpath.channel;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A channel for one outcome, from a callback to the thread that waits for it: what the {@code
 * await} verbs of callbacks and futures are made of. The first outcome counts. One that comes
 * second, or when nobody waits any more, is late: its value goes to {@code onUndelivered}, its
 * failure to {@code onLateError} of the options (C11).
 *
 * <p>
 *
 * {@snippet :
 * OneShot<Price> reply = new OneShot<>(options);
 * client.fetch(id, reply::succeed, reply::fail);   // the client's thread never waits
 * Price price = reply.await();
 * }
 *
 * @param <T> the type of the value; null is one here
 */
public final class OneShot<T> {
  private static final Duration FOREVER = Duration.ofNanos(Wait.FOREVER);

  /** What came: the failure if there is one, else the value. */
  private record Outcome<T>(@Nullable T value, @Nullable Throwable failure) {}

  private final BridgeOptions<T> options;
  private final Channel<T> signal; // carries nothing; it ends when there is an outcome
  private final AtomicReference<@Nullable Outcome<T>> outcome = new AtomicReference<>();
  private final Outcome<T> abandoned = new Outcome<>(null, null);

  /**
   * Creates a one-shot without an outcome.
   *
   * @param options name and hooks
   */
  public OneShot(BridgeOptions<T> options) {
    this.options = options.captured();
    String name = options.name();
    this.signal = name == null ? Channel.rendezvous() : Channel.<T>builder().name(name).build();
  }

  /**
   * Ends the wait with a value. Never waits and never throws; may be called on an event loop.
   *
   * @param value the value; may be null
   */
  public void succeed(@Nullable T value) {
    if (outcome.compareAndSet(null, new Outcome<>(value, null))) {
      signal.sender().close();
    } else if (value != null) {
      options.undelivered(value);
    }
  }

  /**
   * Ends the wait with a failure. Never waits; may be called on an event loop.
   *
   * @param failure the failure; not null, and never changed
   */
  public void fail(Throwable failure) {
    Objects.requireNonNull(failure, "failure is null");
    if (outcome.compareAndSet(null, new Outcome<>(null, failure))) {
      signal.sender().close();
    } else {
      options.lateError(failure);
    }
  }

  /**
   * Waits for the outcome.
   *
   * @return the value
   * @throws InterruptedException if interrupted before or while waiting; the outcome will be late.
   *     If the outcome came first, this returns or throws that, and the interrupt flag stays set
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
    try {
      if (signal.receiver().receive(limit) instanceof TryReceive.Empty && abandon()) {
        throw new TimeoutException(
            "no outcome for '"
                + signal.name()
                + "' within "
                + limit
                + "; waiting was thread '"
                + Thread.currentThread().getName()
                + "'. Is the thread that should bring it blocked?");
      }
    } catch (InterruptedException e) {
      if (abandon()) {
        throw e;
      }
      Thread.currentThread().interrupt(); // the outcome came first
    }
    return value(Objects.requireNonNull(outcome.get()));
  }

  private boolean abandon() {
    boolean first = outcome.compareAndSet(null, abandoned);
    if (first) {
      signal.sender().close(); // nobody else will have an outcome either
    }
    return first;
  }

  @SuppressWarnings("ReferenceEquality") // a null that came is equal to it
  private @Nullable T value(Outcome<T> come) {
    if (come == abandoned) {
      throw new IllegalStateException(
          "'" + signal.name() + "' was given up by a wait that timed out or was interrupted");
    }
    if (come.failure() != null) {
      throw BridgeException.unchecked(come.failure());
    }
    return come.value();
  }
}
