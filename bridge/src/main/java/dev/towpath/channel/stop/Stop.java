package dev.towpath.channel.stop;

import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What can end the waits of one thread from outside, without an interrupt: a cancelled scope, for
 * its owner. From the moment {@link #isStopped} is true every wait of that thread that would
 * suspend throws {@link #reason} instead, until the thread has another stop or none.
 *
 * <p>A wait shows itself in {@code wakeUp} and then asks {@code isStopped}; who stops makes {@code
 * isStopped} true and then looks for a {@code wakeUp}. So one of the two sees the other, perhaps
 * both: waking up twice must be harmless.
 */
public abstract class Stop {
  // Its monitors are held for a few instructions, in which nothing can unmount a virtual thread.
  private static final ConcurrentHashMap<Thread, Stop> BY_THREAD = new ConcurrentHashMap<>();

  private volatile @Nullable Runnable wakeUp;

  /** Returns the stop of the calling thread, or null. */
  public static @Nullable Stop current() {
    return BY_THREAD.get(Thread.currentThread());
  }

  /**
   * Sets the stop of the calling thread.
   *
   * @param stop null for none
   */
  public static void setCurrent(@Nullable Stop stop) {
    if (stop == null) {
      BY_THREAD.remove(Thread.currentThread());
    } else {
      BY_THREAD.put(Thread.currentThread(), stop);
    }
  }

  /** Returns all stops, each by its thread, as they are while one looks. */
  public static Map<Thread, Stop> all() {
    return Collections.unmodifiableMap(BY_THREAD);
  }

  /** Tells whether waits of the thread must end. Once true, stays true while it is set. */
  public abstract boolean isStopped();

  /** Returns what a wait that was ended throws; called by the waiting thread. */
  public abstract RuntimeException reason();

  /**
   * Begins a wait of the thread.
   *
   * @param wakeUp ends the wait; must not wait or throw; called by whatever thread, perhaps twice
   */
  public final void begin(Runnable wakeUp) {
    this.wakeUp = wakeUp;
    if (isStopped()) {
      wakeUp.run();
    }
  }

  /** Ends a wait of the thread; called by the thread. */
  public final void end() {
    wakeUp = null;
  }

  /**
   * Ends what stands behind this, if it is the innermost of the calling thread, which then has the
   * one before; may wait.
   */
  public abstract void close();

  /**
   * Closes what the calling thread has left open since it had another stop.
   *
   * @param before that one, or null
   */
  public static void closeUntil(@Nullable Stop before) {
    Stop innermost = current();
    while (innermost != null && !innermost.equals(before)) {
      innermost.close();
      innermost = current();
    }
  }

  /**
   * The thread is about to suspend, and only who is named there can end that, leaving out an
   * interrupt and this stop.
   *
   * @param need what it waits for
   */
  public void needs(Need need) {}

  /** The thread goes on. */
  public void needsNothing() {}

  /** Wakes the thread if it waits; called after {@link #isStopped} has become true. */
  public final void wake() {
    Runnable waiting = wakeUp;
    if (waiting != null) {
      waiting.run();
    }
  }
}
