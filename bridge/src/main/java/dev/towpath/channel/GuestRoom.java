package dev.towpath.channel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Where the only waiter of a rendezvous channel waits, so that two threads that run at the same
 * time meet without the engine's lock.
 *
 * <p>{@code guest} is null while a guest is welcome: the lock is free, nobody waits or watches, the
 * channel is open. A plain send or receive that finds it so puts its waiter there. A plain
 * counterpart that finds it there claims it, which is the hand-off, and leaves it where it is: the
 * next to come replaces it. Each guest knows how many values its forerunners have moved, so that
 * nothing is written here when a value is handed over, and yet each is counted.
 *
 * <p>Who takes the lock shows the guest in: puts {@link Place#AWAY} in its place, counts, and if
 * the guest still waits, seals it and gives it its place in the queue. A sealed or suspended waiter
 * is claimed under the lock only. So under the lock there are no guests, and Go's algorithm sees
 * everything. Who lets go of the lock makes guests welcome again where that is so.
 */
abstract class GuestRoom<T> extends GuardedState<T> {
  private enum Place {
    /** No guest is welcome. */
    AWAY
  }

  private static final VarHandle GUEST;

  static {
    try {
      GUEST = MethodHandles.lookup().findVarHandle(GuestRoom.class, "guest", Object.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Whether this channel has guests at all. */
  final boolean hospitable;

  private volatile @Nullable Object guest;

  GuestRoom(
      @Nullable String name, int capacity, Overflow overflow, Hooks<T> hooks, boolean roomReturns) {
    super(name, capacity, overflow, hooks, roomReturns);
    this.hospitable = capacity == 0 && roomReturns && overflow == Overflow.WAIT && !tells;
  }

  /** Puts the waiter into the empty room; false if there is no room, or it is not empty. */
  final boolean stayAsGuest(Waiter<T> waiter) {
    while (hospitable) {
      Object found = guest;
      if (found == Place.AWAY) {
        return false;
      }
      Waiter<T> before = present(found);
      if (before != null && !before.isSettled()) {
        return false;
      }
      waiter.uncounted = before == null ? 0 : moved(before);
      if (GUEST.compareAndSet(this, found, waiter)) {
        return true;
      }
    }
    return false;
  }

  /** Hands the value to a receiver that is the guest, and has not suspended. */
  final boolean handToGuest(T value) {
    Waiter<T> waiter = present(guest);
    return waiter != null && !waiter.sending && waiter.claimAwake(value);
  }

  /** Takes the value of a sender that is the guest, and has not suspended. */
  final @Nullable T takeFromGuest() {
    Waiter<T> waiter = present(guest);
    if (waiter == null) {
      return null;
    }
    T value = waiter.value;
    if (!waiter.sending || value == null || !waiter.claimAwake(waiter)) {
      return null;
    }
    waiter.value = null; // it may stay for long
    return value;
  }

  /** What everybody must do who has just taken the lock. */
  final void showIn() {
    Waiter<T> waiter = present(GUEST.getAndSet(this, Place.AWAY));
    if (waiter == null) {
      return;
    }
    if (waiter.seal()) {
      sent += waiter.uncounted;
      add(waiter);
    } else {
      sent += moved(waiter);
    }
  }

  /** What everybody must do who is about to let go of the lock. */
  final void welcome() {
    if (isQuiet()) {
      guest = null;
    }
  }

  @Override
  final boolean looksReadable() {
    return super.looksReadable() || guestWaits(true);
  }

  @Override
  final boolean looksWritable() {
    return super.looksWritable() || guestWaits(false);
  }

  private boolean guestWaits(boolean sending) {
    Waiter<T> waiter = present(guest);
    return waiter != null && waiter.sending == sending && !waiter.isSettled();
  }

  private long moved(Waiter<T> settled) {
    return settled.isAbandoned() ? settled.uncounted : settled.uncounted + 1;
  }

  @SuppressWarnings("unchecked") // nothing else is put there
  private @Nullable Waiter<T> present(@Nullable Object found) {
    return found instanceof Waiter<?> ? (Waiter<T>) found : null;
  }
}
