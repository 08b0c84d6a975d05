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
 * and nowhere else.
 */
final class LockEngine<T> extends GuardedState<T> {
  private static final int SPINS = 32;
  private static final VarHandle LOCKED;

  static {
    try {
      LOCKED = MethodHandles.lookup().findVarHandle(LockEngine.class, "locked", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private volatile boolean locked;

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
    if (!LOCKED.compareAndSet(this, false, true)) {
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
  boolean tryLock() {
    for (int i = 0; i < SPINS; i++) {
      if (!locked && LOCKED.compareAndSet(this, false, true)) {
        return true;
      }
      Thread.onSpinWait();
    }
    return false;
  }

  @Override
  void unlock() {
    LOCKED.setRelease(this, false);
  }

  @Override
  TrySend trySend(T value) {
    TrySend answer;
    Waiter<T> receiver;
    T lost;
    List<Runnable> watchers;
    lock();
    try {
      answer = offer(value);
    } finally {
      receiver = takeMatched();
      lost = takeDropped();
      watchers = takeCalled();
      unlock();
    }
    afterwards(receiver, lost, watchers);
    if (answer == TrySend.SENT) {
      hooks.sent();
    }
    return answer;
  }

  @Override
  @Nullable Object poll() {
    Object value;
    Waiter<T> sender;
    int told;
    List<Runnable> watchers;
    lock();
    try {
      value = take();
    } finally {
      sender = takeMatched();
      told = takeToTell();
      watchers = takeCalled();
      unlock();
    }
    afterwards(sender, null, watchers);
    hooks.taken(told);
    return value;
  }

  @Override
  List<T> drain(int max) {
    List<T> values = new ArrayList<>();
    List<Waiter<T>> woken = new ArrayList<>();
    List<Runnable> watchers = new ArrayList<>();
    int told = 0;
    lock();
    try {
      while (values.size() < max) {
        Object value = take();
        told += takeToTell();
        Waiter<T> sender = takeMatched();
        if (sender != null) {
          woken.add(sender);
        }
        List<Runnable> called = takeCalled();
        if (called != null) {
          watchers.addAll(called);
        }
        if (value == null || value == END) {
          break;
        }
        values.add(cast(value));
      }
    } finally {
      unlock();
    }
    woken.forEach(Waiter::wake);
    watchers.forEach(Hooks::run);
    hooks.taken(told);
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
    List<Waiter<T>> woken = new ArrayList<>();
    List<Runnable> watchers;
    lock();
    try {
      raise(demand, woken);
    } finally {
      watchers = takeCalled();
      unlock();
    }
    woken.forEach(Waiter::wake);
    afterwards(null, null, watchers);
  }

  @Override
  void end(@Nullable Throwable cause) {
    List<Waiter<T>> woken = new ArrayList<>();
    List<Runnable> watchers;
    lock();
    try {
      end(cause, woken);
    } finally {
      watchers = takeCalled();
      unlock();
    }
    woken.forEach(Waiter::wake);
    afterwards(null, null, watchers);
  }

  @Override
  void stop() {
    List<Waiter<T>> woken = new ArrayList<>();
    List<T> lost = new ArrayList<>();
    List<Runnable> watchers;
    State before;
    lock();
    try {
      before = state();
      if (before != State.STOPPED) {
        stop(woken, lost);
      }
    } finally {
      watchers = takeCalled();
      unlock();
    }
    woken.forEach(Waiter::wake);
    afterwards(null, null, watchers);
    lost.forEach(hooks::undelivered);
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
      unlock();
    }
  }

  @Override
  void whenReadable(Runnable watcher) {
    boolean now;
    lock();
    try {
      now = looksReadable();
      if (!now) {
        watchReadable(watcher);
      }
    } finally {
      unlock();
    }
    if (now) {
      Hooks.run(watcher);
    }
  }

  @Override
  void whenWritable(Runnable watcher) {
    boolean now;
    lock();
    try {
      now = looksWritable();
      if (!now) {
        watchWritable(watcher);
      }
    } finally {
      unlock();
    }
    if (now) {
      Hooks.run(watcher);
    }
  }

  @Override
  boolean meet(Waiter<T> waiter) {
    if (waiter.sending) {
      TrySend answer = offer(waiter.toSend());
      waiter.outcome =
          switch (answer) {
            case SENT -> Waiter.Outcome.SENT;
            case CLOSED -> Waiter.Outcome.CLOSED;
            case FULL -> null;
          };
    } else {
      Object taken = take();
      if (taken == END) {
        waiter.outcome = Waiter.Outcome.ENDED;
      } else if (taken != null) {
        waiter.value = cast(taken);
        waiter.toTell = takeToTell();
        waiter.outcome = Waiter.Outcome.RECEIVED;
      }
    }
    leaveTo(waiter);
    return waiter.outcome != null;
  }

  @Override
  void enqueue(Waiter<T> waiter) {
    add(waiter);
    leaveTo(waiter);
  }

  private void leaveTo(Waiter<T> waiter) {
    waiter.matched = takeMatched();
    waiter.dropped = takeDropped();
    waiter.called = takeCalled();
  }

  @Override
  void settleUp(Waiter<T> waiter) {
    afterwards(waiter.matched, waiter.dropped, waiter.called);
    waiter.matched = null;
    waiter.dropped = null;
    waiter.called = null;
  }

  @Override
  void withdraw(Waiter<T> waiter) {
    lock();
    remove(waiter);
    unlock();
  }

  private void afterwards(
      @Nullable Waiter<T> woken, @Nullable T lost, @Nullable List<Runnable> watchers) {
    if (woken != null) {
      woken.wake();
    }
    if (lost != null) {
      Recorded.overflowed(this, overflow(), lost);
      hooks.undelivered(lost);
    }
    if (watchers != null) {
      watchers.forEach(Hooks::run);
    }
  }

  @SuppressWarnings("unchecked") // take answers what senders gave
  private T cast(Object value) {
    return (T) value;
  }
}
