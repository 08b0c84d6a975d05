package dev.towpath.channel;

import org.jspecify.annotations.Nullable;

/**
 * How long a wait spins before it suspends.
 *
 * <p>An unpark puts the woken virtual thread behind its waker on the same carrier. Spinning then
 * delays the very thread one waits for. So a channel remembers whom it woke last: has that thread
 * not run since, it is probably queued behind us, and we spin for a short grace at most; has it
 * run, it is on another core, and the answer may be a moment away. Both budgets shrink with each
 * failure and are probed again now and then. With one carrier nothing spins.
 *
 * <p>Everything here is a hint: races cost time, never correctness.
 */
final class Patience {
  private static final int SMALLEST = 24;
  private static final int LARGEST = 400;
  private static final int PROBE_EVERY = 32;
  private static final boolean MANY_CARRIERS = carriers() > 1;

  private @Nullable Wait lastWoken;
  private int budget = SMALLEST;
  private int grace = SMALLEST;
  private int waits;

  private static int carriers() {
    int processors = Runtime.getRuntime().availableProcessors();
    return Integer.getInteger("jdk.virtualThreadScheduler.parallelism", processors);
  }

  void woke(Wait wait) {
    lastWoken = wait;
  }

  /**
   * Spins as long as that promises to be shorter than a park; tells whether the wait is settled.
   */
  boolean spin(Wait mine) {
    if (!MANY_CARRIERS) {
      return false;
    }
    boolean probe = ++waits % PROBE_EVERY == 0;
    Wait partner = lastWoken;
    if (partner != null && !partner.isRunning()) {
      int limit = probe ? SMALLEST : grace;
      while (limit-- > 0 && !partner.isRunning() && !mine.isSettled()) {
        Thread.onSpinWait();
      }
      boolean ran = partner.isRunning() || mine.isSettled();
      grace = adapted(grace, ran);
      if (!ran) {
        return false;
      }
    }
    int limit = probe ? Math.max(budget, SMALLEST) : budget;
    while (limit-- > 0 && !mine.isSettled()) {
      Thread.onSpinWait();
    }
    boolean settled = mine.isSettled();
    budget = adapted(budget, settled);
    return settled;
  }

  private static int adapted(int budget, boolean success) {
    return success ? Math.min(LARGEST, Math.max(SMALLEST, budget * 2)) : budget / 2;
  }
}
