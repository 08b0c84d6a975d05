package dev.towpath.channel;

/**
 * How long a wait spins before it suspends.
 *
 * <p>An unpark puts the woken virtual thread behind its waker on the same carrier. Spinning then
 * delays the very thread one waits for. So a channel counts whom it woke: has the last of them not
 * run since, it is probably queued behind us, and we spin for a short grace at most; has it run, it
 * is on another core, and the answer may be a moment away. A channel on which that does not come
 * true stops spinning and only tries again now and then, ever more seldom. With one carrier nothing
 * spins.
 *
 * <p>Everything here is a hint: races cost time, never correctness.
 */
final class Patience {
  private static final int GRACE = 100;
  private static final int LONGEST = 200;
  private static final int FULL_TRUST = 8;
  private static final int FIRST_PAUSE = 8;
  private static final int LONGEST_PAUSE = 1024;
  private static final boolean MANY_CARRIERS = carriers() > 1;

  private int trust = 2; // 0: waits suspend at once
  private int pause = FIRST_PAUSE; // how many do so before one tries again
  private int paused;
  private int woken;
  private volatile int running; // which of the woken runs again

  private static int carriers() {
    int processors = Runtime.getRuntime().availableProcessors();
    return Integer.getInteger("jdk.virtualThreadScheduler.parallelism", processors);
  }

  /** Counts a thread that is about to be woken; returns its number, not 0. */
  int woke() {
    return ++woken | 1 << 31;
  }

  /** A woken thread runs again. */
  void runs(int number) {
    running = number;
  }

  /**
   * Spins as long as that promises to be shorter than a park; tells whether the wait is settled.
   */
  boolean spin(Wait mine) {
    if (!MANY_CARRIERS) {
      return false;
    }
    if (trust == 0 && ++paused < pause) {
      return false;
    }
    boolean settled = otherRuns(mine) && isSettledWithin(mine, LONGEST);
    if (!settled) {
      disappointed();
    } else if (trust < FULL_TRUST) {
      trust++;
      pause = FIRST_PAUSE;
    }
    return settled;
  }

  private boolean otherRuns(Wait mine) {
    int number = woken | 1 << 31;
    for (int i = 0; i < GRACE; i++) {
      if (woken == 0 || running == number || mine.isSettled()) {
        return true;
      }
      Thread.onSpinWait();
    }
    return false;
  }

  private static boolean isSettledWithin(Wait mine, int limit) {
    for (int i = 0; i < limit; i++) {
      if (mine.isSettled()) {
        return true;
      }
      Thread.onSpinWait();
    }
    return mine.isSettled();
  }

  private void disappointed() {
    if (trust > 0) {
      trust--;
    } else {
      pause = Math.min(LONGEST_PAUSE, pause * 2);
    }
    paused = 0;
  }
}
