package dev.towpath.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * One time limit for several waits, of whatever style. Every timed form of the library takes a
 * {@link Duration}, and so do most others: {@link #remaining} is the door to all of them.
 *
 * <p>
 *
 * {@snippet :
 * Deadline deadline = Deadline.in(Duration.ofSeconds(2));
 * Price price = ReactorBridge.await(prices, deadline.remaining());
 * TrySend sent = out.send(price, deadline.remaining());            // what the first wait has left
 * Mono<Stock> stock = stocks.timeout(deadline.remaining());
 * statement.setQueryTimeout(deadline.seconds());                   // 0 would be no limit there
 * }
 *
 * <p>Counts elapsed time, so a clock that is set does not move it. Immutable.
 */
public final class Deadline {
  private static final Deadline NEVER = new Deadline(System.nanoTime(), Wait.FOREVER);

  private final long start;
  private final long nanos; // from start on; FOREVER for no limit

  private Deadline(long start, long nanos) {
    this.start = start;
    this.nanos = nanos;
  }

  /**
   * Returns a deadline so far from now.
   *
   * @param limit how far; zero or less is over at once, and what is too long to count in
   *     nanoseconds (292 years) is {@link #never}
   */
  public static Deadline in(Duration limit) {
    long nanos = Durations.nanos(limit);
    return nanos == Wait.FOREVER ? NEVER : new Deadline(System.nanoTime(), nanos);
  }

  /**
   * Returns a deadline at an instant, as far from now as the system's clock says at this call.
   *
   * @param instant when it is over; {@link Instant#MAX} is {@link #never}
   */
  public static Deadline at(Instant instant) {
    Objects.requireNonNull(instant, "instant is null");
    return in(Duration.between(Instant.now(), instant));
  }

  /** Returns the deadline that is never over. */
  public static Deadline never() {
    return NEVER;
  }

  /**
   * Returns how much time is left: what timed forms take. Never negative; zero once it is over, and
   * 292 years if that is never.
   */
  public Duration remaining() {
    return Duration.ofNanos(left());
  }

  /**
   * Returns how much time is left in whole seconds, rounded up, for those who count in them. Such a
   * limit comes late by less than a second, but never early.
   *
   * <p>At least 1, also when it is over, since 0 means no limit at all to {@code
   * java.sql.Statement.setQueryTimeout} and its kind: ask {@link #isOver} before. 0 only if it is
   * never over.
   */
  public int seconds() {
    if (nanos == Wait.FOREVER) {
      return 0;
    }
    long seconds = Math.ceilDiv(left(), 1_000_000_000L);
    return Math.clamp(seconds, 1, Integer.MAX_VALUE);
  }

  /** Returns whether no time is left. */
  public boolean isOver() {
    return left() == 0;
  }

  /**
   * Returns whichever of the two is over first: what a part of a task gets that has a limit of its
   * own.
   *
   * @param other the other one
   */
  public Deadline earlier(Deadline other) {
    return other.left() < left() ? other : this;
  }

  /** Returns how much time is left. */
  @Override
  public String toString() {
    return nanos == Wait.FOREVER ? "no deadline" : "deadline in " + remaining();
  }

  private long left() {
    return nanos == Wait.FOREVER ? Wait.FOREVER : Math.max(0, nanos - (System.nanoTime() - start));
  }
}
