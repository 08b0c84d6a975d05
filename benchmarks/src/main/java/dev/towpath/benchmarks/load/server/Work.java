package dev.towpath.benchmarks.load.server;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Processor time to burn: a fixed amount of work, not a fixed time, so that who is given less of
 * the processor takes longer.
 */
public final class Work {
  private static final int TRIALS = 9;
  private static final int TRIAL_STEPS = 4_000_000;

  private final long stepsPerMilli;

  /**
   * @param stepsPerMilli what {@link #calibrate} said, the same for all who are compared
   */
  public Work(long stepsPerMilli) {
    this.stepsPerMilli = stepsPerMilli;
  }

  /** Returns how many steps this machine does in a millisecond of processor time. */
  public static long calibrate() {
    long[] steps = new long[TRIALS];
    for (int i = 0; i < TRIALS; i++) {
      long start = System.nanoTime();
      long seed = steps(i, TRIAL_STEPS);
      long nanos = System.nanoTime() - start + (seed == 0 ? 1 : 0); // the result must be used
      steps[i] = TimeUnit.MILLISECONDS.toNanos(1) * TRIAL_STEPS / nanos;
    }
    return Arrays.stream(steps).max().orElseThrow(); // the least disturbed trial
  }

  /** Burns, and returns a number that depends on all of it. */
  public long burn(long seed, long micros) {
    return steps(seed, Math.max(1, stepsPerMilli * micros / 1_000));
  }

  private static long steps(long seed, long count) {
    long x = seed | 1;
    for (long i = 0; i < count; i++) {
      x ^= x << 13;
      x ^= x >>> 7;
      x ^= x << 17;
    }
    return x;
  }
}
