package dev.towpath.testkit;

import org.reactivestreams.tck.TestEnvironment;

/** Times for a busy machine; the TCK's own are 100 ms. */
final class Tck {
  static final long GC_MILLIS = 1_000;

  private static final long SIGNAL_MILLIS = 500;
  private static final long NO_SIGNAL_MILLIS = 200;

  /** All at once: the TCK gives up an error after the first poll, whatever its time-out. */
  private static final long POLL_MILLIS = SIGNAL_MILLIS;

  private Tck() {}

  static TestEnvironment environment() {
    return new TestEnvironment(SIGNAL_MILLIS, NO_SIGNAL_MILLIS, POLL_MILLIS);
  }
}
