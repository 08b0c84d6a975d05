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
    @Nullable Overflow policy; // by which they were lost, if by one
    @Nullable List<Runnable> watchers;
    int toTell;

    void run(Engine<T> engine) {
      Hooks<T> hooks = engine.hooks;
      if (lost != null) {
        if (policy != null) {
          Overflow by = policy;
          lost.forEach(value -> Recorded.overflowed(engine, by, value));
        }
        lost.forEach(hooks::undelivered);
      }
      if (watchers != null) {
        watchers.forEach(Hooks::run);
      }
      hooks.taken(toTell);
    }
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

  final void leaveOverflowed(T value, Overflow policy) {
    leaveLost(value);
    errand().policy = policy;
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

  @Override
  final @Nullable Left<T> takeLeft() {
    if (!left) {
      return null;
    }
    Left<T> all = new Left<>(this, woken, nudgedSender, nudgedReceiver, errand);
    woken = null;
    nudgedSender = null;
    nudgedReceiver = null;
    errand = null;
    left = false;
    return all;
  }

  /** All that was left to do, to be done by who held the lock. */
  record Left<T>(
      Engine<T> engine,
      @Nullable Waiter<T> woken,
      @Nullable Waiter<T> nudgedSender,
      @Nullable Waiter<T> nudgedReceiver,
      @Nullable Errand<T> errand)
      implements Runnable {
    @Override
    public void run() {
      boolean wakesLast = Chaos.otherWay();
      if (woken != null && !wakesLast) {
        wakeAll(woken);
      }
      if (nudgedSender != null) {
        nudgedSender.resumeParked(engine.patience()); // there is room: the first may come for it
      }
      if (nudgedReceiver != null) {
        nudgedReceiver.resumeParked(engine.patience()); // there is a value: as above
      }
      if (woken != null && wakesLast) {
        wakeAll(woken);
      }
      if (errand != null) {
        errand.run(engine);
      }
    }

    /** Wakes the claimed ones: each owns its result and need not look again. */
    private static <T> void wakeAll(Waiter<T> last) {
      Waiter<T> waiter = last.next;
      while (waiter != last) {
        Waiter<T> behind = waiter.next;
        waiter.next = waiter;
        waiter.wakeClaimed();
        Chaos.delay();
        waiter = behind;
      }
      last.next = last;
      last.wakeClaimed();
    }
  }
}
