package dev.towpath.channel;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The inside of a channel: the seam between the algorithm and everything else. The public ends and
 * {@link Select} know this class only.
 *
 * <p>The operations in the first half never wait. The second half is how a thread waits: with the
 * lock held it tries once more ({@link #meet}), queues up ({@link #enqueue}), lets go of the lock,
 * and suspends in its {@link Wait}. Only {@link Waiting} holds more than one lock, and it waits for
 * none while it holds another. Nothing between {@code lock} and {@code unlock} may unmount a
 * virtual thread or call foreign code.
 */
abstract class Engine<T> {
  /** What {@link #poll} answers when the channel is over. */
  enum Over {
    END
  }

  static final Over END = Over.END;

  private static final AtomicLong IDS = new AtomicLong();

  final long id = IDS.incrementAndGet();
  final Hooks<T> hooks;
  private final @Nullable String name;
  private @Nullable Patience patience; // racy: two threads may each start with one

  Engine(@Nullable String name, Hooks<T> hooks) {
    this.name = name;
    this.hooks = hooks;
  }

  final String name() {
    return name == null ? "channel-" + id : name;
  }

  Patience patience() {
    Patience found = patience;
    if (found == null) {
      found = new Patience();
      patience = found;
    }
    return found;
  }

  /** Offers a value; never waits. */
  abstract TrySend trySend(T value);

  /** Takes a value, or answers null when nothing is there and {@link #END} when nothing will be. */
  abstract @Nullable Object poll();

  /**
   * As {@link #trySend}, for who then waits: FULL may mean that a receiver is on its way. May spin
   * for a few microseconds for a receiver that is about to come.
   */
  abstract TrySend sendNow(T value);

  /** As {@link #poll}, for who then waits; as {@link #sendNow}, with sender for receiver. */
  abstract @Nullable Object takeNow();

  /**
   * Offers values in order, as {@link #sendNow} does, for as long as there is room; returns how
   * many were accepted.
   */
  abstract int offerAll(List<T> values);

  /** Takes up to {@code max} values that are there. */
  abstract List<T> drain(int max);

  /** Counts values that were taken but could not be passed on, and hands them to the hook. */
  abstract void giveBack(List<T> values);

  /** Ends the channel from the sending side: normally, or with a cause. */
  abstract void end(@Nullable Throwable cause);

  /** Closes the receiving side. */
  abstract void stop();

  /** Whether neither end was closed. */
  abstract boolean isOpen();

  /** What the channel failed with; null when open or ended normally. */
  abstract @Nullable Throwable failure();

  abstract int capacity();

  abstract Channel.Counts counts();

  /** Runs {@code watcher} once, as soon as {@link #poll} would not answer null. */
  abstract void whenReadable(Runnable watcher);

  /** Runs {@code watcher} once, as soon as {@link #trySend} would not answer FULL. */
  abstract void whenWritable(Runnable watcher);

  /** Whether {@link #poll} may answer something. Exact under the lock, a hint without it. */
  abstract boolean looksReadable();

  /** Whether {@link #trySend} may answer something else than FULL; as exact as the above. */
  abstract boolean looksWritable();

  /**
   * Lets a plain sender wait without a place in a queue, if nobody else waits; tells whether it now
   * does. It may have been settled already.
   */
  abstract boolean stay(Waiter<T> sender);

  /** Takes the lock. May unmount a virtual thread first, so only for who holds no other lock. */
  abstract void lock();

  /** Takes the lock if that is possible in a moment; never unmounts a virtual thread. */
  abstract boolean tryLock();

  /** Lets go of the lock; what was left to do was taken before. */
  abstract void unlock();

  /** Takes what there is to do once no lock is held, or null. Lock held. */
  abstract @Nullable Runnable takeLeft();

  /** Lets go of the lock and does what was left to do. No other lock is held. */
  abstract void release();

  /** Settles the waiter if that is possible now. Lock held. */
  abstract boolean meet(Waiter<T> waiter);

  /** Puts a waiter that could not be settled into its queue. Lock held. */
  abstract void enqueue(Waiter<T> waiter);

  /** Settles a waiter whose thread was resumed for that, if it still can be. Lock not held. */
  abstract void comeBack(Waiter<T> waiter);

  /** Takes a waiter that lost out of its queue. Lock not held. */
  abstract void withdraw(Waiter<T> waiter);
}
