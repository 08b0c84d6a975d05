package dev.towpath.channel;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The engine with one short lock: {@link GuardedState} says what it guards, {@link Gate} how it is
 * taken. Each operation takes the lock, changes the state, lets go of the lock, and only then wakes
 * threads, hands over what was dropped, and calls watchers and hooks.
 */
final class LockEngine<T> extends Gate<T> {
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
  TrySend trySend(T value) {
    return meets && handOver(value) ? told(TrySend.SENT) : send(value, true);
  }

  @Override
  TrySend sendNow(T value) {
    if (meets) {
      return handOverSoon(value) ? told(TrySend.SENT) : TrySend.FULL;
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
    return told(answer);
  }

  private TrySend told(TrySend answer) {
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
    return meets ? takeOver() : poll(false);
  }

  private @Nullable Object poll(boolean exact) {
    if (meets) {
      T offered = accept();
      if (offered != null) {
        return offered;
      }
    }
    lock();
    try {
      return take(exact);
    } finally {
      release();
    }
  }

  @Override
  int offerAll(List<T> values) {
    if (meets) {
      return 0; // there never is room
    }
    int accepted = 0;
    lock();
    try {
      while (accepted < values.size() && offer(values.get(accepted), false) == TrySend.SENT) {
        accepted++;
      }
    } finally {
      release();
    }
    for (int i = 0; i < accepted; i++) {
      hooks.sent();
    }
    return accepted;
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
  boolean stay(Waiter<T> sender) {
    return meets && offerAtGate(sender);
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
