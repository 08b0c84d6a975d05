package dev.towpath.channel;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who waits, values and those who wait for them, room and those who wait for it. Guarded by the
 * engine's lock.
 *
 * <p>Whenever the lock is free, and leaving out waiters whose wait has already ended otherwise:
 *
 * <ul>
 *   <li>receivers wait only on an open channel, and where nothing is buffered and no sender waits,
 *       or the first of them was nudged;
 *   <li>senders wait only where {@code room} is 0, or the first of them was nudged;
 *   <li>watchers for readable (writable) wait only while a value could be taken only by (could be
 *       sent only past) a waiter that was nudged, or not at all;
 *   <li>{@code sent == received + undelivered + size()}, which is how {@code received} is known;
 *   <li>nothing is left to do.
 * </ul>
 *
 * <p>Nudging is how a buffered channel does without one wake-up for each value. A plain send or
 * receive whose thread is parked, with others behind it, is not handed its value or room, but
 * resumed to come and help itself, and then goes on as long as it can, while the others sleep. When
 * it comes, the next is nudged if that is worth it. At most one in each queue is on its way. Until
 * it comes it stays first in line and can still be settled: whoever asks exactly, a try, a select,
 * a count, the end, settles first what nudged waiters have coming, so that only a plain send or
 * receive can overtake them; and who was overtaken twice is handed its due as in Go.
 */
abstract class Matching<T> extends Leftovers<T> {
  enum State {
    OPEN,
    /** Ended by the sender; what is buffered or waiting can still be received. */
    ENDED,
    /** Closed by the receiver; nothing is left. */
    STOPPED
  }

  long sent;
  long room; // values that may be buffered before the next must wait
  @Nullable Waiter<T> senders; // the last of them: see WaiterQueue
  @Nullable Waiter<T> receivers;
  State state = State.OPEN;
  boolean watched; // whether anybody watches

  /** Whether a value taken gives its room back; otherwise room is demand. */
  final boolean roomReturns;

  final boolean tells; // whether onTaken is to be told of values received
  private final int capacity;
  private @Nullable Rare rare;

  Matching(@Nullable String name, int capacity, Hooks<T> hooks, boolean roomReturns) {
    super(name, hooks);
    this.capacity = capacity;
    this.room = capacity;
    this.roomReturns = roomReturns;
    this.tells = hooks.onTaken() != null;
  }

  @Override
  final int capacity() {
    return capacity;
  }

  final State state() {
    return state;
  }

  /** Whether it is open and nobody waits or watches. */
  final boolean isQuiet() {
    return senders == null && receivers == null && state == State.OPEN && !watched;
  }

  /** What few channels need, if this one does. */
  final @Nullable Rare rareIfAny() {
    return rare;
  }

  final Rare rare() {
    Rare found = rare;
    if (found == null) {
      found = new Rare();
      rare = found;
    }
    return found;
  }

  // ---- values and those who wait for them, room and those who wait for it ----

  /**
   * Gives values to the receivers that wait and room to the senders that wait, as long as there is
   * both.
   *
   * @param nudging whether a thread that is parked may be left to come for itself
   */
  final void match(boolean nudging) {
    boolean mayNudge = nudging && state == State.OPEN;
    while (handOut(mayNudge) || letIn(mayNudge)) {
      // each of the two may make the other possible
    }
    if (watched) {
      callWatchers();
    }
  }

  private boolean handOut(boolean mayNudge) {
    Waiter<T> last = receivers;
    if (last == null || size() == 0) {
      return false;
    }
    Waiter<T> receiver = last.next;
    if (mayNudge && comes(receiver)) {
      nudge(receiver);
      return false;
    }
    if (give(receiver, first())) {
      removeFirst();
      if (roomReturns) {
        room++;
      }
    }
    return true;
  }

  private boolean letIn(boolean mayNudge) {
    Waiter<T> last = senders;
    if (last == null || room == 0) {
      return false;
    }
    Waiter<T> sender = last.next;
    if (mayNudge && comes(sender)) {
      nudge(sender);
      return false;
    }
    makePlace(); // before the sender is claimed: nothing may fail once its value is ours
    remove(sender);
    if (sender.claim(Waiter.Outcome.SENT)) {
      append(sender.toSend());
      spendRoom();
      leaveToWake(sender);
    }
    return true;
  }

  /** Whether this waiter can be left to come for itself; one that waits alone is served at once. */
  final boolean comes(Waiter<T> waiter) {
    return waiter.nudged || (capacity > 0 && waiter.next != waiter && waiter.canCome());
  }

  private void nudge(Waiter<T> waiter) {
    if (waiter.nudged) {
      return; // is on its way
    }
    waiter.nudge();
    leaveToNudge(waiter);
  }

  /** A nudged waiter has come, and is settled if there still is something for it. */
  final void arrive(Waiter<T> waiter) {
    waiter.nudged = false;
    if (waiter.queued) {
      match(true);
    }
  }

  /** A waiter leaves; what it was nudged for is left to the next. */
  final void leave(Waiter<T> waiter) {
    if (waiter.queued) {
      remove(waiter);
      match(true);
    }
  }

  final void add(Waiter<T> waiter) {
    if (waiter.sending) {
      senders = WaiterQueue.add(senders, waiter);
    } else {
      receivers = WaiterQueue.add(receivers, waiter);
    }
    waiter.called = takeWatchers(waiter.sending);
  }

  /** Takes a waiter out of its queue, and returns the last of those that are left. */
  final @Nullable Waiter<T> remove(Waiter<T> waiter) {
    if (waiter.sending) {
      senders = WaiterQueue.remove(Objects.requireNonNull(senders), waiter);
      return senders;
    }
    receivers = WaiterQueue.remove(Objects.requireNonNull(receivers), waiter);
    return receivers;
  }

  final boolean give(Waiter<T> receiver, T value) {
    remove(receiver);
    receiver.value = value;
    receiver.toTell = tells ? rare().dueWithNext(hooks.takenEvery()) : 0;
    if (receiver.claim(Waiter.Outcome.RECEIVED)) {
      if (tells) {
        countTaken();
      }
      leaveToWake(receiver);
      return true;
    }
    receiver.value = null;
    return false;
  }

  final void claimAll(@Nullable Waiter<T> last, Waiter.Outcome outcome) {
    while (last != null) {
      Waiter<T> waiter = last.next;
      last = remove(waiter);
      if (waiter.claim(outcome)) {
        leaveToWake(waiter);
      }
    }
  }

  // ---- counts ----

  final int countTaken() {
    return rare().countTaken(hooks.takenEvery());
  }

  final void append(T value) {
    addLast(value);
    sent++;
  }

  final void spendRoom() {
    if (roomReturns || room != Long.MAX_VALUE) {
      room--;
    }
  }

  // ---- watchers ----

  private void callWatchers() {
    if (size() > 0 && receivers == null) {
      leaveToCall(takeWatchers(true));
    }
    if (room > 0 && senders == null) {
      leaveToCall(takeWatchers(false));
    }
  }

  final void callAllWatchers() {
    leaveToCall(takeWatchers(true));
    leaveToCall(takeWatchers(false));
  }

  private @Nullable List<Runnable> takeWatchers(boolean readable) {
    if (!watched) {
      return null;
    }
    List<Runnable> watchers = readable ? rare().takeReadable() : rare().takeWritable();
    watched = rare().isWatched();
    return watchers;
  }
}
