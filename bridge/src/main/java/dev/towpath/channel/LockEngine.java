package dev.towpath.channel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The engine with one short lock: {@link GuardedState} says what it guards. Each operation takes
 * the lock, changes the state, lets go of the lock, and only then wakes threads, hands over what
 * was dropped, and calls watchers and hooks.
 *
 * <p>The lock is one word, taken by compare-and-set. Nothing done under it can unmount a virtual
 * thread, so its holder runs or is about to; that is why spinning and then yielding is enough here,
 * and nowhere else. Who finds it taken looks again only after a while: every look would fetch the
 * cache line from the core of the holder, who meanwhile can do several operations in a row.
 */
final class LockEngine<T> extends GuestRoom<T> {
  private static final int TRIES = 32;
  private static final int FEWEST_PAUSES = 4;
  private static final int MOST_PAUSES = 16;
  private static final VarHandle LOCKED;

  static {
    try {
      LOCKED = MethodHandles.lookup().findVarHandle(LockEngine.class, "locked", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private volatile int locked; // 1 while somebody holds it

  private LockEngine(
      @Nullable String name, int capacity, Overflow overflow, Hooks<T> hooks, boolean roomReturns) {
    super(name, capacity, overflow, hooks, roomReturns);
  }

  /** An engine with room for {@code capacity} values. */
  static <T> LockEngine<T> ofCapacity(
      @Nullable String name, int capacity, Overflow overflow, Hooks<T> hooks) {
    return new LockEngine<>(name, capacity, overflow, hooks, true);
  }

  /** An engine whose room is what {@link #grant} has given. */
  static <T> LockEngine<T> byDemand(@Nullable String name, Hooks<T> hooks) {
    return new LockEngine<>(name, 0, Overflow.WAIT, hooks, false);
  }

  @Override
  void lock() {
    if (!LOCKED.compareAndSet(this, 0, 1)) {
      lockContended();
    } else if (hospitable) {
      showIn();
    }
  }

  @SuppressWarnings("ThreadPriorityCheck") // the holder runs or is about to: see above
  private void lockContended() {
    while (!tryLock()) {
      Thread.yield();
    }
  }

  @Override
  boolean tryLock() {
    if (!takes()) {
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
    return true;
  }

  private boolean takes() {
    if (locked != 0 || !LOCKED.compareAndSet(this, 0, 1)) {
      return false;
    }
    if (hospitable) {
      showIn();
    }
    return true;
  }

  @Override
  void unlock() {
    if (hospitable) {
      welcome();
    }
    LOCKED.setRelease(this, 0);
  }

  /** Lets go of the lock, and then does what was left to do. */
  @Override
  void release() {
    if (isLeft()) {
      releaseAndDo();
    } else {
      unlock();
    }
  }

  private void releaseAndDo() {
    Waiter<T> woken = takeWoken();
    Waiter<T> nudgedSender = takeNudgedSender();
    Waiter<T> nudgedReceiver = takeNudgedReceiver();
    Errand<T> errand = takeErrand();
    unlock();
    if (woken != null) {
      wakeAll(woken);
    }
    if (nudgedSender != null) {
      nudgedSender.resumeParked(patience()); // there is room: the first in line may come for it
    }
    if (nudgedReceiver != null) {
      nudgedReceiver.resumeParked(patience()); // there is a value: as above
    }
    if (errand != null) {
      run(errand);
    }
  }

  @Override
  TrySend trySend(T value) {
    return send(value, true);
  }

  @Override
  TrySend sendNow(T value) {
    if (hospitable) {
      return handToGuest(value) ? TrySend.SENT : TrySend.FULL;
    }
    return send(value, false);
  }

  private TrySend send(T value, boolean exact) {
    TrySend answer;
    lock();
    try {
      answer = offer(value, exact);
    } finally {
      release();
    }
    if (answer == TrySend.SENT) {
      hooks.sent();
    }
    return answer;
  }

  @Override
  @Nullable Object poll() {
    return poll(true);
  }

  @Override
  @Nullable Object takeNow() {
    return hospitable ? takeFromGuest() : poll(false);
  }

  private @Nullable Object poll(boolean exact) {
    lock();
    try {
      return take(exact);
    } finally {
      release();
    }
  }

  @Override
  List<T> drain(int max) {
    List<T> values = new ArrayList<>();
    lock();
    try {
      while (values.size() < max) {
        Object value = take(true);
        if (value == null || value == END) {
          break;
        }
        values.add(cast(value));
      }
    } finally {
      release();
    }
    return values;
  }

  @Override
  void giveBack(List<T> values) {
    lock();
    countBack(values.size());
    unlock();
    values.forEach(hooks::undelivered);
  }

  /**
   * Raises demand: that many more sends are accepted, the first of them those that wait. Only for
   * an engine made {@link #byDemand}.
   */
  void grant(long demand) {
    lock();
    try {
      raise(demand);
    } finally {
      release();
    }
  }

  @Override
  void end(@Nullable Throwable cause) {
    lock();
    try {
      ended(cause);
    } finally {
      release();
    }
  }

  @Override
  void stop() {
    State before;
    lock();
    try {
      before = state();
      if (before != State.STOPPED) {
        stopped();
      }
    } finally {
      release();
    }
    if (before == State.OPEN) {
      hooks.stopped();
    }
  }

  @Override
  boolean isOpen() {
    lock();
    State now = state();
    unlock();
    return now == State.OPEN;
  }

  @Override
  @Nullable Throwable failure() {
    lock();
    Throwable cause = cause();
    unlock();
    return cause;
  }

  @Override
  Channel.Counts counts() {
    lock();
    try {
      return count();
    } finally {
      release();
    }
  }

  @Override
  void whenReadable(Runnable watcher) {
    boolean kept;
    lock();
    try {
      kept = watchReadable(watcher);
    } finally {
      release();
    }
    if (!kept) {
      Hooks.run(watcher);
    }
  }

  @Override
  void whenWritable(Runnable watcher) {
    boolean kept;
    lock();
    try {
      kept = watchWritable(watcher);
    } finally {
      release();
    }
    if (!kept) {
      Hooks.run(watcher);
    }
  }

  @Override
  boolean stay(Waiter<T> waiter) {
    return stayAsGuest(waiter);
  }

  @Override
  boolean meet(Waiter<T> waiter) {
    if (waiter.sending) {
      waiter.outcome =
          switch (offer(waiter.toSend(), !waiter.isPlain())) {
            case SENT -> Waiter.Outcome.SENT;
            case CLOSED -> Waiter.Outcome.CLOSED;
            case FULL -> null;
          };
    } else {
      Object taken = take(!waiter.isPlain());
      if (taken == END) {
        waiter.outcome = Waiter.Outcome.ENDED;
      } else if (taken != null) {
        waiter.value = cast(taken);
        waiter.toTell = takeToTell();
        waiter.outcome = Waiter.Outcome.RECEIVED;
      }
    }
    return waiter.outcome != null;
  }

  @Override
  void enqueue(Waiter<T> waiter) {
    add(waiter);
  }

  @Override
  void comeBack(Waiter<T> waiter) {
    lock();
    try {
      arrive(waiter);
    } finally {
      release();
    }
  }

  @Override
  void withdraw(Waiter<T> waiter) {
    lock();
    try {
      leave(waiter);
    } finally {
      release();
    }
  }

  @SuppressWarnings("unchecked") // take answers what senders gave
  private T cast(Object value) {
    return (T) value;
  }
}
