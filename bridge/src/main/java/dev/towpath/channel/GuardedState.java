package dev.towpath.channel;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the lock of {@link LockEngine} guards, and what can be done to it: Go's algorithm. Every
 * method here is called with the lock held, and calls no foreign code and wakes nobody: that is
 * left in {@code matched}, {@code dropped}, {@code toTell} and {@code called} for the caller to do
 * once the lock is free.
 *
 * <p>Whenever the lock is free, and leaving out waiters whose wait has already ended otherwise:
 *
 * <ul>
 *   <li>receivers wait only on an open channel with nothing buffered and no sender waiting; so one
 *       of the two queues is empty (a select may stand in both: it never meets itself);
 *   <li>senders wait only where {@code room} is 0;
 *   <li>watchers for readable (writable) wait only while {@link #poll} ({@link #trySend}) would
 *       answer null (FULL);
 *   <li>{@code sent == received + undelivered + buffer.size()};
 *   <li>{@code matched}, {@code dropped} and {@code called} are null, {@code toTell} is 0.
 * </ul>
 *
 * <p>A sender that finds a receiver waiting hands its value straight over; a receiver that takes
 * from a full buffer moves the first waiting sender's value in at the tail. A woken waiter owns its
 * result.
 */
abstract class GuardedState<T> extends Engine<T> {
  enum State {
    OPEN,
    /** Ended by the sender; what is buffered or waiting can still be received. */
    ENDED,
    /** Closed by the receiver; nothing is left. */
    STOPPED
  }

  private final int capacity;
  private final Overflow overflow;

  /** Whether a value taken gives its room back; otherwise room is demand, see {@link #raise}. */
  private final boolean roomReturns;

  private final WaiterQueue<T> senders = new WaiterQueue<>();
  private final WaiterQueue<T> receivers = new WaiterQueue<>();
  private final Ring<T> buffer = new Ring<>();
  private long room; // values that may be buffered before the next must wait
  private State state = State.OPEN;
  private @Nullable Throwable failure;
  private @Nullable List<Runnable> readableWatchers;
  private @Nullable List<Runnable> writableWatchers;
  private long sent;
  private long received;
  private long undelivered;

  private int untold; // values received that onTaken has not been told of
  private @Nullable Waiter<T> matched;
  private @Nullable T dropped;
  private int toTell;
  private @Nullable List<Runnable> called;

  GuardedState(
      @Nullable String name, int capacity, Overflow overflow, Hooks<T> hooks, boolean roomReturns) {
    super(name, hooks);
    this.capacity = capacity;
    this.overflow = overflow;
    this.roomReturns = roomReturns;
    this.room = capacity;
  }

  @Override
  final int capacity() {
    return capacity;
  }

  final State state() {
    return state;
  }

  final @Nullable Throwable cause() {
    return failure;
  }

  final Overflow overflow() {
    return overflow;
  }

  final Channel.Counts count() {
    return new Channel.Counts(sent, received, undelivered, buffer.size());
  }

  @Override
  final boolean looksReadable() {
    return buffer.size() > 0 || state != State.OPEN || (roomReturns && !senders.isEmpty());
  }

  @Override
  final boolean looksWritable() {
    return room > 0 || !receivers.isEmpty() || state != State.OPEN || overflow != Overflow.WAIT;
  }

  // ---- what is left to do ----

  final @Nullable Waiter<T> takeMatched() {
    Waiter<T> waiter = matched;
    if (waiter != null) {
      matched = null;
    }
    return waiter;
  }

  final @Nullable T takeDropped() {
    T value = dropped;
    if (value != null) {
      dropped = null;
    }
    return value;
  }

  final int takeToTell() {
    int count = toTell;
    toTell = 0;
    return count;
  }

  final @Nullable List<Runnable> takeCalled() {
    List<Runnable> watchers = called;
    if (watchers != null) {
      called = null;
    }
    return watchers;
  }

  // ---- one value ----

  final TrySend offer(T value) {
    if (state != State.OPEN) {
      return TrySend.CLOSED;
    }
    Waiter<T> receiver = claimReceiver(value);
    if (receiver != null) {
      matched = receiver;
      sent++;
      countTaken();
      return TrySend.SENT;
    }
    if (room == 0) {
      return overflow(value);
    }
    append(value);
    spendRoom();
    return TrySend.SENT;
  }

  private TrySend overflow(T value) {
    switch (overflow) {
      case WAIT -> {
        return TrySend.FULL;
      }
      case DROP_NEWEST -> {
        sent++;
        dropped = value;
      }
      case DROP_OLDEST -> {
        dropped = buffer.remove();
        append(value);
      }
      case FAIL -> {
        Recorded.overflowed(this, overflow, value); // once for a channel, so the lock does not mind
        end(
            new OverflowException("channel '" + name() + "' overflowed its capacity: " + capacity),
            new ArrayList<>());
        return TrySend.CLOSED;
      }
    }
    undelivered++;
    return TrySend.SENT;
  }

  /** Takes a value, or answers null when nothing is there and {@link #END} when nothing will be. */
  final @Nullable Object take() {
    if (buffer.size() == 0) {
      Waiter<T> sender = roomReturns ? claimSender() : null;
      if (sender == null) {
        return state == State.OPEN ? null : END;
      }
      matched = sender;
      sent++;
      toTell = dueWithNext();
      countTaken();
      return sender.value;
    }
    T value = buffer.remove();
    toTell = dueWithNext();
    countTaken();
    if (roomReturns) {
      Waiter<T> sender = claimSender();
      if (sender == null) {
        room++;
        if (writableWatchers != null) {
          called = takeWritableWatchers();
        }
      } else {
        append(sender.toSend());
        matched = sender;
      }
    }
    return value;
  }

  /** Returns how many values {@code onTaken} is to be told of by whoever takes the next one. */
  private int dueWithNext() {
    return untold + 1 < hooks.takenEvery() ? 0 : untold + 1;
  }

  private void countTaken() {
    received++;
    untold = dueWithNext() == 0 ? untold + 1 : 0;
  }

  /** Raises demand; the senders whose values that lets in go into {@code woken}. */
  final void raise(long demand, List<Waiter<T>> woken) {
    room = room + demand < 0 ? Long.MAX_VALUE : room + demand;
    while (room > 0) {
      buffer.makePlace(); // before a sender is claimed: nothing may fail once its value is ours
      Waiter<T> sender = claimSender();
      if (sender == null) {
        callAll(takeWritableWatchers());
        return;
      }
      append(sender.toSend());
      spendRoom();
      woken.add(sender);
    }
  }

  /** Values that were taken could not be passed on. */
  final void countBack(int count) {
    received -= count;
    undelivered += count;
  }

  // ---- the end ----

  /**
   * Ends an open channel from the sending side; those who need not wait on go into {@code woken}.
   */
  final void end(@Nullable Throwable cause, List<Waiter<T>> woken) {
    if (state != State.OPEN) {
      return;
    }
    state = State.ENDED;
    failure = cause;
    claimAll(receivers, Waiter.Outcome.ENDED, woken);
    if (!roomReturns) {
      claimAll(senders, Waiter.Outcome.CLOSED, woken); // nobody will ask for more
    }
    callAll(takeReadableWatchers());
    callAll(takeWritableWatchers());
  }

  /**
   * Closes the receiving side; all who wait go into {@code woken}, the buffer into {@code lost}.
   */
  final void stop(List<Waiter<T>> woken, List<T> lost) {
    state = State.STOPPED;
    failure = null;
    undelivered += buffer.size();
    while (buffer.size() > 0) {
      lost.add(buffer.remove());
    }
    claimAll(senders, Waiter.Outcome.CLOSED, woken);
    claimAll(receivers, Waiter.Outcome.ENDED, woken);
    callAll(takeReadableWatchers());
    callAll(takeWritableWatchers());
  }

  // ---- who waits ----

  final void watchReadable(Runnable watcher) {
    readableWatchers = added(readableWatchers, watcher);
  }

  final void watchWritable(Runnable watcher) {
    writableWatchers = added(writableWatchers, watcher);
  }

  final void add(Waiter<T> waiter) {
    if (waiter.sending) {
      senders.add(waiter);
      called = takeReadableWatchers();
    } else {
      receivers.add(waiter);
      called = takeWritableWatchers();
    }
  }

  final void remove(Waiter<T> waiter) {
    (waiter.sending ? senders : receivers).remove(waiter);
  }

  /** Hands the value to the first receiver that still waits. */
  private @Nullable Waiter<T> claimReceiver(T value) {
    for (Waiter<T> waiter = receivers.poll(); waiter != null; waiter = receivers.poll()) {
      waiter.value = value;
      waiter.toTell = dueWithNext();
      if (waiter.claim(Waiter.Outcome.RECEIVED)) {
        return waiter;
      }
      waiter.value = null;
    }
    return null;
  }

  /** Takes on the first sender that still waits; its value is the caller's to place. */
  private @Nullable Waiter<T> claimSender() {
    for (Waiter<T> waiter = senders.poll(); waiter != null; waiter = senders.poll()) {
      if (waiter.claim(Waiter.Outcome.SENT)) {
        return waiter;
      }
    }
    return null;
  }

  private void claimAll(WaiterQueue<T> queue, Waiter.Outcome outcome, List<Waiter<T>> claimed) {
    for (Waiter<T> waiter = queue.poll(); waiter != null; waiter = queue.poll()) {
      if (waiter.claim(outcome)) {
        claimed.add(waiter);
      }
    }
  }

  private void append(T value) {
    buffer.add(value);
    sent++;
    if (readableWatchers != null) {
      callAll(takeReadableWatchers());
    }
  }

  private void spendRoom() {
    if (roomReturns || room != Long.MAX_VALUE) {
      room--;
    }
  }

  private @Nullable List<Runnable> takeReadableWatchers() {
    List<Runnable> watchers = readableWatchers;
    readableWatchers = null;
    return watchers;
  }

  private @Nullable List<Runnable> takeWritableWatchers() {
    List<Runnable> watchers = writableWatchers;
    writableWatchers = null;
    return watchers;
  }

  private void callAll(@Nullable List<Runnable> watchers) {
    if (called == null) {
      called = watchers;
    } else if (watchers != null) {
      called.addAll(watchers);
    }
  }

  private static List<Runnable> added(@Nullable List<Runnable> watchers, Runnable watcher) {
    List<Runnable> all = watchers == null ? new ArrayList<>(1) : watchers;
    all.add(watcher);
    return all;
  }
}
