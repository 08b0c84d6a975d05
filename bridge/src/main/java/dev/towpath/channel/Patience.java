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
  /**
   * How often a wait spins at most; a third of that for somebody who does not run. Changed only by
   * model checks, which take a long spin for a hang.
   */
  static int mostSpins = 300;

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

  /** Whether a wait that begins now spins at all. */
  boolean spins() {
    return MANY_CARRIERS && (trust > 0 || ++paused >= pause);
  }

  /** Whether a wait that has spun so often goes on. */
  boolean lasts(int spins) {
    return spins < mostSpins / 3 || (spins < mostSpins && othersRun());
  }

  private boolean othersRun() {
    return woken == 0 || running == (woken | 1 << 31);
  }

  /** Tells whether a wait that spun ended by that. */
  void learn(boolean settled) {
    if (!settled) {
      disappointed();
    } else if (trust < FULL_TRUST) {
      trust++;
      pause = FIRST_PAUSE;
    }
  }

  /**
   * Spins as long as that promises to be shorter than a park; tells whether the wait is settled.
   */
  boolean spin(Wait mine) {
    if (!spins()) {
      return false;
    }
    boolean settled = mine.isSettled();
    for (int i = 0; !settled && lasts(i); i++) {
      Thread.onSpinWait();
      settled = mine.isSettled();
    }
    learn(settled);
    return settled;
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
