package dev.towpath.channel;

import org.jspecify.annotations.Nullable;

/**
 * What the lock of {@link LockEngine} guards, and what can be done to it: Go's algorithm, in which
 * a value goes straight to a waiting receiver, and a waiting sender's value straight into the
 * buffer when there is room. Every method here is called with the lock held, and calls no foreign
 * code and wakes nobody: that is left to do once the lock is free, see {@link Leftovers}. Who waits
 * for what, and the invariants: see {@link Matching}.
 */
abstract class GuardedState<T> extends Matching<T> {
  private final Overflow overflow;

  GuardedState(
      @Nullable String name, int capacity, Overflow overflow, Hooks<T> hooks, boolean roomReturns) {
    super(name, capacity, hooks, roomReturns);
    this.overflow = overflow;
  }

  final @Nullable Throwable cause() {
    Rare rare = rareIfAny();
    return rare == null ? null : rare.failure;
  }

  final Channel.Counts count() {
    match(false);
    Rare rare = rareIfAny();
    long undelivered = rare == null ? 0 : rare.undelivered;
    return new Channel.Counts(sent, sent - undelivered - size(), undelivered, size());
  }

  @Override
  boolean looksReadable() {
    return size() > 0 || state != State.OPEN || (roomReturns && senders != null);
  }

  @Override
  boolean looksWritable() {
    return room > 0 || receivers != null || state != State.OPEN || overflow != Overflow.WAIT;
  }

  // ---- one value ----

  /**
   * Accepts a value if that is possible.
   *
   * @param exact whether nobody who waits may be overtaken, and FULL says that there is no room and
   *     no receiver waits; otherwise a receiver may be on its way
   */
  final TrySend offer(T value, boolean exact) {
    if (state != State.OPEN) {
      return TrySend.CLOSED;
    }
    if (exact || overflow != Overflow.WAIT) {
      match(false);
    }
    Waiter<T> last = receivers;
    if (last != null && size() == 0 && (room == 0 || !comes(last.next)) && hand(value)) {
      return TrySend.SENT;
    }
    if (room == 0) {
      return overflow(value);
    }
    append(value);
    spendRoom();
    if (receivers != null || watched) {
      match(true);
    }
    return TrySend.SENT;
  }

  private TrySend overflow(T value) {
    switch (overflow) {
      case WAIT -> {
        return TrySend.FULL;
      }
      case DROP_NEWEST -> {
        leaveOverflowed(value, overflow);
        rare().undelivered++;
        sent++;
      }
      case DROP_OLDEST -> {
        leaveOverflowed(first(), overflow);
        rare().undelivered++;
        removeFirst();
        append(value);
      }
      case FAIL -> {
        Recorded.overflowed(this, overflow, value); // once for a channel, so the lock does not mind
        ended(
            new OverflowException(
                "channel '" + name() + "' overflowed its capacity: " + capacity()));
        return TrySend.CLOSED;
      }
    }
    return TrySend.SENT;
  }

  /**
   * Takes a value, or answers null when nothing is there and {@link #END} when nothing will be.
   *
   * @param exact whether nobody who waits may be overtaken, and null says that no sender waits;
   *     otherwise one may be on its way
   */
  final @Nullable Object take(boolean exact) {
    if (exact) {
      match(false);
    }
    if (size() == 0) {
      T value = takeFromSender(exact);
      return value != null ? value : state == State.OPEN ? null : END;
    }
    T value = removeFirst();
    if (tells) {
      leaveToTell(countTaken());
    }
    if (roomReturns) {
      room++;
      if (senders != null || receivers != null || watched) {
        match(true);
      }
    }
    return value;
  }

  /** Takes the value of the first sender that still waits. */
  private @Nullable T takeFromSender(boolean exact) {
    if (!roomReturns) {
      return null;
    }
    for (Waiter<T> last = senders; last != null; last = senders) {
      Waiter<T> sender = last.next;
      if (!exact && sender.nudged) {
        return null;
      }
      T value = sender.toSend();
      remove(sender);
      if (sender.claim(Waiter.Outcome.SENT)) {
        sent++;
        leaveToWake(sender);
        if (tells) {
          leaveToTell(countTaken());
        }
        match(true);
        return value;
      }
    }
    return null;
  }

  /** Gives the value to the first receiver that still waits. */
  private boolean hand(T value) {
    for (Waiter<T> last = receivers; last != null; last = receivers) {
      if (give(last.next, value)) {
        sent++;
        return true;
      }
    }
    return false;
  }

  /** Raises demand, and lets in the senders whose turn that makes it. */
  final void raise(long demand) {
    room = room + demand < 0 ? Long.MAX_VALUE : room + demand;
    match(false);
  }

  /** Values that were taken could not be passed on. */
  final void countBack(int count) {
    rare().undelivered += count;
  }

  // ---- the end ----

  /** Ends an open channel from the sending side. */
  final void ended(@Nullable Throwable cause) {
    if (state != State.OPEN) {
      return;
    }
    match(false);
    if (cause != null) {
      rare().failure = cause;
    }
    state = State.ENDED;
    claimAll(receivers, Waiter.Outcome.ENDED);
    if (!roomReturns) {
      claimAll(senders, Waiter.Outcome.CLOSED); // nobody will ask for more
    }
    callAllWatchers();
  }

  /** Closes the receiving side; what is buffered is lost. */
  final void stopped() {
    match(false);
    while (size() > 0) {
      leaveLost(first());
      rare().undelivered++;
      removeFirst();
    }
    state = State.STOPPED;
    Rare rare = rareIfAny();
    if (rare != null) {
      rare.failure = null;
    }
    claimAll(senders, Waiter.Outcome.CLOSED);
    claimAll(receivers, Waiter.Outcome.ENDED);
    callAllWatchers();
  }

  // ---- watchers ----

  /** Keeps a watcher that cannot be called yet; answers false when it can. */
  final boolean watchReadable(Runnable watcher) {
    match(false);
    if (looksReadable()) {
      return false;
    }
    rare().addReadable(watcher);
    watched = true;
    return true;
  }

  /** As {@link #watchReadable}. */
  final boolean watchWritable(Runnable watcher) {
    match(false);
    if (looksWritable()) {
      return false;
    }
    rare().addWritable(watcher);
    watched = true;
    return true;
  }
}
