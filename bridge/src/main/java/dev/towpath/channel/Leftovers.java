package dev.towpath.channel;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an operation leaves to do once the lock is free: whom to wake, foreign code to call, values
 * to give to it. Filled with the lock held; taken before it is let go of, by who held it.
 */
abstract class Leftovers<T> extends RingBuffer<T> {
  /** Foreign code to call, and values to give to it. */
  static final class Errand<T> {
    @Nullable List<T> lost;
    @Nullable List<Runnable> watchers;
    int toTell;
  }

  /** Whether anything is left to do; the rest says what. */
  private boolean left;

  private @Nullable Waiter<T> woken; // the last of the claimed ones; in a circle, linked by next
  private @Nullable Waiter<T> nudgedSender;
  private @Nullable Waiter<T> nudgedReceiver;
  private @Nullable Errand<T> errand;

  Leftovers(@Nullable String name, Hooks<T> hooks) {
    super(name, hooks);
  }

  // ---- leaving ----

  /** A claimed waiter is to be woken; those left first are woken first. */
  final void leaveToWake(Waiter<T> claimed) {
    Waiter<T> last = woken;
    if (last != null) {
      claimed.next = last.next;
      last.next = claimed;
    }
    woken = claimed;
    left = true;
  }

  /** A parked waiter is to be resumed, to come for itself. */
  final void leaveToNudge(Waiter<T> waiter) {
    if (waiter.sending) {
      nudgedSender = waiter;
    } else {
      nudgedReceiver = waiter;
    }
    left = true;
  }

  final void leaveLost(T value) {
    Errand<T> all = errand();
    if (all.lost == null) {
      all.lost = new ArrayList<>();
    }
    all.lost.add(value);
  }

  final void leaveToCall(@Nullable List<Runnable> watchers) {
    if (watchers == null) {
      return;
    }
    Errand<T> all = errand();
    if (all.watchers == null) {
      all.watchers = watchers;
    } else {
      all.watchers.addAll(watchers);
    }
  }

  /** {@code onTaken} is to be told of that many values more; of 0 it is not. */
  final void leaveToTell(int count) {
    if (count > 0) {
      errand().toTell += count;
    }
  }

  /** Returns how many values {@code onTaken} was to be told of, and leaves that to the caller. */
  final int takeToTell() {
    if (errand == null) {
      return 0;
    }
    int count = errand.toTell;
    errand.toTell = 0;
    return count;
  }

  private Errand<T> errand() {
    Errand<T> all = errand;
    if (all == null) {
      all = new Errand<>();
      errand = all;
      left = true;
    }
    return all;
  }

  // ---- taking and doing ----

  final boolean isLeft() {
    return left;
  }

  final @Nullable Waiter<T> takeWoken() {
    Waiter<T> last = woken;
    woken = null;
    return last;
  }

  final @Nullable Waiter<T> takeNudgedSender() {
    Waiter<T> nudged = nudgedSender;
    nudgedSender = null;
    return nudged;
  }

  final @Nullable Waiter<T> takeNudgedReceiver() {
    Waiter<T> nudged = nudgedReceiver;
    nudgedReceiver = null;
    return nudged;
  }

  final @Nullable Errand<T> takeErrand() {
    Errand<T> all = errand;
    errand = null;
    left = false;
    return all;
  }

  /** Wakes the claimed ones: each owns its result and need not look again. */
  static <T> void wakeAll(Waiter<T> last) {
    Waiter<T> waiter = last.next;
    while (waiter != last) {
      Waiter<T> behind = waiter.next;
      waiter.next = waiter;
      waiter.wakeClaimed();
      waiter = behind;
    }
    last.next = last;
    last.wakeClaimed();
  }

  final void run(Errand<T> all) {
    if (all.lost != null) {
      all.lost.forEach(hooks::undelivered);
    }
    if (all.watchers != null) {
      all.watchers.forEach(Hooks::run);
    }
    hooks.taken(all.toTell);
  }
}
