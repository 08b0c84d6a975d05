package dev.towpath.channel;

import org.jspecify.annotations.Nullable;

/**
 * First in, first out, with removal from the middle in constant time: a circle of waiters, known by
 * its last, whose next is the first; null when empty. Guarded by the engine that owns it.
 */
final class WaiterQueue {
  private WaiterQueue() {}

  /** Adds a waiter behind {@code last}, and returns the new last. */
  static <T> Waiter<T> add(@Nullable Waiter<T> last, Waiter<T> waiter) {
    if (last == null) {
      waiter.next = waiter;
      waiter.previous = waiter;
    } else {
      waiter.next = last.next;
      waiter.previous = last;
      last.next.previous = waiter;
      last.next = waiter;
    }
    waiter.queued = true;
    return waiter;
  }

  /** Takes out a waiter that is in this queue, and returns the new last. */
  static <T> @Nullable Waiter<T> remove(Waiter<T> last, Waiter<T> waiter) {
    Waiter<T> before = waiter.previous;
    Waiter<T> after = waiter.next;
    before.next = after;
    after.previous = before;
    waiter.previous = waiter;
    waiter.next = waiter;
    waiter.queued = false;
    if (waiter != last) {
      return last;
    }
    return before == waiter ? null : before;
  }
}
