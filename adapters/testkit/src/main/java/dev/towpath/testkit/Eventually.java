package dev.towpath.testkit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Waits for a state instead of for a clock: returns as soon as it is so, fails when it never is.
 */
public final class Eventually {
  /** Shorter where the suite itself is tested, and states are missed on purpose. */
  static volatile Duration patience = Duration.ofSeconds(20);

  private static final long BETWEEN_LOOKS = 100_000; // nanoseconds

  private Eventually() {}

  /**
   * Returns once {@code state} holds.
   *
   * @param description what should become true; the message if it does not
   * @param state looked at again and again, on the calling thread
   * @throws AssertionError if it does not hold within 20 seconds
   * @throws InterruptedException if the test was given up
   */
  public static void eventually(String description, BooleanSupplier state)
      throws InterruptedException {
    long start = System.nanoTime();
    while (!state.getAsBoolean()) {
      if (Thread.interrupted()) {
        throw new InterruptedException("gave up waiting until " + description);
      }
      if (System.nanoTime() - start > patience.toNanos()) {
        throw new AssertionError("never came: " + description);
      }
      LockSupport.parkNanos(BETWEEN_LOOKS);
    }
  }
}
