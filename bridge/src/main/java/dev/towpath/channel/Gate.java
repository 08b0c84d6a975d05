package dev.towpath.channel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The lock of an engine, and where two threads of a rendezvous channel meet without it. Both are
 * one word, {@code gate}, so that each excludes the other:
 *
 * <ul>
 *   <li>{@code SHUT}: the lock is free;
 *   <li>{@code LOCKED}: somebody holds the lock;
 *   <li>{@code OPEN}: the lock is free, and on this rendezvous channel, which neither end has
 *       closed, nobody waits in a queue or watches: who comes may meet here;
 *   <li>{@code AWAITED}: as {@code OPEN}, and a receiver that spins wants a value;
 *   <li>{@code HANDED}: a sender that found it so has put its value into {@code left}; it is sent,
 *       and the receiver that looks next takes it;
 *   <li>{@code OFFERED}: as {@code OPEN}, and the waiter of a sender is in {@code left}, to be
 *       claimed; its thread spins, or has suspended;
 *   <li>{@code PASSING}: somebody is between two of these, for a few instructions.
 * </ul>
 *
 * <p>Where both threads run, a value crosses with one cache line, which goes to the sender and
 * back. A receiver that spins has no place in any queue, and for everybody else has not come yet;
 * hence the lock may be taken from {@code AWAITED}, which sends it there too. Receivers know no
 * more of each other than that one is awaited: if two take it for themselves, one gets the value,
 * and the other sees that it is awaited no longer. While it is {@code AWAITED} at least one of them
 * looks, and gives up only by putting {@code OPEN} back. Who takes the lock from {@code OFFERED}
 * gives the waiter its place in the queue, so that under the lock Go's algorithm sees everybody.
 *
 * <p>Nothing done in {@code LOCKED}, {@code PASSING} and {@code HANDED} can unmount a virtual
 * thread, so who is to go on runs or is about to; that is why spinning and then yielding is enough
 * for the lock, and nowhere else. Who finds it taken looks again only after a while: every look
 * would fetch the cache line from the core of the holder, who meanwhile can do several operations
 * in a row.
 */
abstract class Gate<T> extends GuardedState<T> {
  private static final int SHUT = 0;
  private static final int LOCKED = 1;
  private static final int OPEN = 2;
  private static final int AWAITED = 3;
  private static final int OFFERED = 4;
  private static final int HANDED = 5;
  private static final int PASSING = 6;

  private static final int FEWEST_LOOKLESS = 8;
  private static final int MOST_LOOKLESS = 1024;
  private static final int TRIES = 32;
  private static final int FEWEST_PAUSES = 4;
  private static final int MOST_PAUSES = 16;
  private static final VarHandle GATE;

  static {
    try {
      GATE = MethodHandles.lookup().findVarHandle(Gate.class, "gate", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Whether threads may meet here at all. */
  final boolean meets;

  private volatile int gate;
  private int met; // values that crossed here since the lock was last taken; written as left is
  private @Nullable Object left; // see HANDED and OFFERED, otherwise null; written in PASSING
  private int lookless; // racy: how many more senders offer at once, without looking first
  private int lookPause; // racy: how many do so when the next has looked in vain

  Gate(
      @Nullable String name, int capacity, Overflow overflow, Hooks<T> hooks, boolean roomReturns) {
    super(name, capacity, overflow, hooks, roomReturns);
    this.meets = capacity == 0 && roomReturns && overflow == Overflow.WAIT && !tells;
    this.gate = meets ? OPEN : SHUT;
  }

  // ---- the lock ----

  @Override
  final void lock() {
    Chaos.delay();
    if (!GATE.compareAndSet(this, SHUT, LOCKED)) {
      lockContended();
    }
  }

  @SuppressWarnings("ThreadPriorityCheck") // the holder runs or is about to: see above
  private void lockContended() {
    while (!tryLock()) {
      Thread.yield();
    }
  }

  @Override
  final boolean tryLock() {
    if (takes()) {
      return true;
    }
    int pauses = FEWEST_PAUSES;
    for (int i = 0; i < TRIES; i++) {
      for (int k = 0; k < pauses; k++) {
        Thread.onSpinWait();
      }
      if (takes()) {
        return true;
      }
      pauses = Math.min(MOST_PAUSES, pauses * 2);
    }
    return false;
  }

  private boolean takes() {
    int now = gate;
    if (now == LOCKED || now >= HANDED || !GATE.compareAndSet(this, now, LOCKED)) {
      return false;
    }
    if (now == OFFERED) {
      showIn();
    }
    countMet();
    Chaos.hesitate();
    return true;
  }

  /** Gives the sender at the gate its place in the queue, if it still waits. */
  private void showIn() {
    Waiter<T> sender = takeOffered();
    if (!sender.isSettled()) {
      add(sender);
    }
  }

  /** Counts what has crossed without the lock; apart until now, so as to write one line only. */
  private void countMet() {
    sent += met;
    met = 0;
  }

  @Override
  final void unlock() {
    GATE.setRelease(this, meets && isQuiet() ? OPEN : SHUT);
  }

  /** Lets go of the lock, and then does what was left to do. */
  @Override
  final void release() {
    Runnable left = takeLeft();
    unlock();
    if (left != null) {
      Chaos.delay();
      left.run();
    }
  }

  // ---- meeting without the lock ----

  /** Hands the value to a receiver that spins, if there is one. */
  final boolean handOver(T value) {
    if (gate != AWAITED || !GATE.compareAndSet(this, AWAITED, PASSING)) {
      return false;
    }
    left = value;
    Chaos.hesitate();
    GATE.setRelease(this, HANDED);
    return true;
  }

  /** As {@link #handOver}, looking for a while whether a receiver comes. */
  final boolean handOverSoon(T value) {
    Patience patience = patience();
    boolean looks = lookless == 0 ? patience.spins() : --lookless < 0;
    for (int i = 0; i < Patience.mostSpins; i++) {
      int now = gate;
      if (now == AWAITED && handOver(value)) {
        lookPause = 0;
        return true;
      }
      if (now < OPEN || now == OFFERED || (now == OPEN && !looks)) {
        return false;
      }
      Thread.onSpinWait();
    }
    lookPause = Math.min(MOST_LOOKLESS, Math.max(FEWEST_LOOKLESS, lookPause * 2));
    lookless = lookPause;
    return false;
  }

  /**
   * Lets a sender wait here if nobody else does; tells whether it now does, or has already met a
   * receiver.
   */
  final boolean offerAtGate(Waiter<T> sender) {
    while (true) {
      int now = gate;
      if (now < OPEN || now == OFFERED) {
        return false;
      }
      if (now == AWAITED && handOver(sender.toSend())) {
        return sender.claim(Waiter.Outcome.SENT);
      }
      if (now == OPEN && GATE.compareAndSet(this, OPEN, PASSING)) {
        left = sender;
        Chaos.hesitate();
        GATE.setRelease(this, OFFERED);
        return true;
      }
      Thread.onSpinWait();
    }
  }

  /** Takes the value of the sender that waits here, if one does. */
  final @Nullable T accept() {
    while (gate == OFFERED) {
      if (GATE.compareAndSet(this, OFFERED, PASSING)) {
        Waiter<T> sender = takeOffered();
        boolean claimed = sender.claim(Waiter.Outcome.SENT);
        if (claimed) {
          met++;
        }
        open();
        if (claimed) {
          sender.wakeClaimed();
          return sender.toSend();
        }
      }
    }
    return null;
  }

  /** As {@link #accept}, and takes what a sender hands over that comes while patience lasts. */
  final @Nullable T takeOver() {
    Patience patience = patience();
    boolean awaited = false;
    for (int i = 0; ; i++) {
      int now = gate;
      if (now == OFFERED) {
        T value = accept();
        if (value != null) {
          return value;
        }
      } else if (now == OPEN) {
        if (!awaited && !patience.spins()) {
          return null;
        }
        awaited |= GATE.compareAndSet(this, OPEN, AWAITED);
      } else if (now == HANDED && awaited) {
        if (GATE.compareAndSet(this, HANDED, PASSING)) {
          patience.learn(true);
          return pickUp();
        }
      } else if (now < OPEN || (now == AWAITED && givesUp(awaited, i, patience))) {
        return null;
      }
      Thread.onSpinWait();
    }
  }

  private boolean givesUp(boolean awaited, int spins, Patience patience) {
    if (!awaited) {
      return true;
    }
    if (patience.lasts(spins) || !GATE.compareAndSet(this, AWAITED, OPEN)) {
      return false;
    }
    patience.learn(false);
    return true;
  }

  @SuppressWarnings("unchecked") // see HANDED
  private T pickUp() {
    T value = (T) Objects.requireNonNull(left);
    left = null;
    met++;
    open();
    return value;
  }

  @SuppressWarnings("unchecked") // see OFFERED
  private Waiter<T> takeOffered() {
    Waiter<T> sender = (Waiter<T>) Objects.requireNonNull(left);
    left = null;
    return sender;
  }

  /** As it was before it was passed through: nobody has had the lock since. */
  private void open() {
    if (met == Integer.MAX_VALUE) {
      countMet();
    }
    Chaos.hesitate();
    GATE.setRelease(this, OPEN);
  }

  // ---- hints ----

  @Override
  final boolean looksReadable() {
    return super.looksReadable() || gate == OFFERED;
  }

  @Override
  final boolean looksWritable() {
    return super.looksWritable() || gate == AWAITED;
  }
}
