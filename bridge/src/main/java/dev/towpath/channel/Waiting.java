package dev.towpath.channel;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a thread waits for the first of several sends and receives, or for just one. */
final class Waiting {
  private Waiting() {}

  /** As {@link #first}, for a single send or receive, which is its own wait. */
  static <T> boolean one(Waiter<T> waiter, long nanos) throws InterruptedException {
    Engine<T> engine = waiter.engine;
    if (waiter.sending && engine.stay(waiter)) {
      return awaitOne(waiter, nanos);
    }
    boolean met;
    engine.lock();
    try {
      met = engine.meet(waiter);
      if (!met) {
        engine.enqueue(waiter);
      }
    } finally {
      engine.release();
    }
    return met || awaitOne(waiter, nanos);
  }

  private static boolean awaitOne(Waiter<?> waiter, long nanos) throws InterruptedException {
    boolean claimed = false;
    try {
      waiter.settleUp();
      Patience patience = waiter.engine.patience();
      Object winner =
          Recorded.isOn()
              ? Recorded.await(waiter, patience, nanos, new Waiter<?>[] {waiter})
              : waiter.await(patience, nanos);
      claimed = winner != null;
      return claimed;
    } finally {
      if (!claimed) {
        waiter.withdraw();
      }
    }
  }

  /**
   * Settles the first of the waiters that can be, at one instant for all of them: their channels
   * are locked together, each waiter is tried in the order given, and only if none could be settled
   * do all queue up.
   *
   * @param waiters what to wait for, preferred first
   * @param engines the channels of the waiters, each once, in ascending order of id
   * @param nanos nanoseconds to wait at most; 0 or less to only try
   * @return the waiter that was settled, or null when the time was up first
   * @throws InterruptedException when the interrupt was first; no value was moved
   */
  static @Nullable Waiter<?> first(
      Waiter<?>[] waiters, Engine<?>[] engines, Patience patience, long nanos)
      throws InterruptedException {
    if (nanos <= 0) {
      return now(waiters, engines);
    }
    Wait wait = new Wait();
    Waiter<?> met = meetOrEnqueue(waiters, engines, wait);
    if (met != null) {
      return met;
    }
    Waiter<?> claimed = null;
    try {
      for (Waiter<?> waiter : waiters) {
        waiter.settleUp();
      }
      claimed =
          (Waiter<?>)
              (Recorded.isOn()
                  ? Recorded.await(wait, patience, nanos, waiters)
                  : wait.await(patience, nanos));
      return claimed;
    } finally {
      for (Waiter<?> waiter : waiters) {
        if (waiter != claimed) {
          waiter.withdraw();
        }
      }
    }
  }

  /** As {@link #first}, without waiting. */
  static @Nullable Waiter<?> now(Waiter<?>[] waiters, Engine<?>[] engines) {
    return meetOrEnqueue(waiters, engines, null);
  }

  private static @Nullable Waiter<?> meetOrEnqueue(
      Waiter<?>[] waiters, Engine<?>[] engines, @Nullable Wait wait) {
    lockAll(engines);
    try {
      for (Waiter<?> waiter : waiters) {
        if (waiter.meet()) {
          return waiter;
        }
      }
      if (wait != null) {
        for (Waiter<?> waiter : waiters) {
          waiter.enqueue(wait);
        }
      }
      return null;
    } finally {
      releaseAll(engines);
    }
  }

  /**
   * Unlocks them all, and then does what they left to do. Also a channel whose case did not happen
   * may have: those who waited there before were served first.
   */
  private static void releaseAll(Engine<?>[] engines) {
    List<Runnable> left = null;
    for (Engine<?> engine : engines) {
      Runnable one = engine.takeLeft();
      engine.unlock();
      if (one != null) {
        left = left == null ? new ArrayList<>(engines.length) : left;
        left.add(one);
      }
    }
    if (left != null) {
      Chaos.delay();
      left.forEach(Runnable::run);
    }
  }

  /**
   * Locks them all, but waits for one only while holding none. A virtual thread that waits gives
   * its carrier to others; if those spun for a lock that it holds, it might not get a carrier back.
   */
  private static void lockAll(Engine<?>[] engines) {
    int awaited = 0;
    while (awaited < engines.length) {
      engines[awaited].lock();
      int refused = tryLockOthers(engines, awaited);
      if (refused == engines.length) {
        return;
      }
      awaited = refused;
    }
  }

  /** Returns the one that could not be locked, holding none then, or the number of engines. */
  private static int tryLockOthers(Engine<?>[] engines, int locked) {
    for (int i = 0; i < engines.length; i++) {
      if (i != locked && !engines[i].tryLock()) {
        for (int held = 0; held < engines.length; held++) {
          if (held < i || held == locked) {
            engines[held].unlock();
          }
        }
        return i;
      }
    }
    return engines.length;
  }
}
