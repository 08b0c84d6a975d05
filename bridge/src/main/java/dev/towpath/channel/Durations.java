package dev.towpath.channel;

import java.time.Duration;
import java.util.Objects;

/** Time limits as nanoseconds. */
final class Durations {
  private static final Duration LONGEST = Duration.ofNanos(Wait.FOREVER);

  private Durations() {}

  /** Returns the limit in nanoseconds, {@link Wait#FOREVER} if it is longer than can be counted. */
  static long nanos(Duration limit) {
    Objects.requireNonNull(limit, "time limit is null");
    if (limit.isNegative()) {
      return 0;
    }
    return limit.compareTo(LONGEST) >= 0 ? Wait.FOREVER : limit.toNanos();
  }
}
