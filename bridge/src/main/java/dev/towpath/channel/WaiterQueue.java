package dev.towpath.channel;

import org.jspecify.annotations.Nullable;

/** First in, first out, with removal from the middle in constant time. Guarded by its engine. */
final class WaiterQueue<T> {
  private @Nullable Waiter<T> first;
  private @Nullable Waiter<T> last;

  boolean isEmpty() {
    return first == null;
  }

  void add(Waiter<T> waiter) {
    waiter.previous = last;
    waiter.queued = true;
    if (last == null) {
      first = waiter;
    } else {
      last.next = waiter;
    }
    last = waiter;
  }

  @Nullable Waiter<T> poll() {
    Waiter<T> waiter = first;
    if (waiter != null) {
      remove(waiter);
    }
    return waiter;
  }

  /** Takes a waiter out; nothing happens when somebody else already has. */
  void remove(Waiter<T> waiter) {
    if (!waiter.queued) {
      return;
    }
    Waiter<T> before = waiter.previous;
    Waiter<T> after = waiter.next;
    if (before == null) {
      first = after;
    } else {
      before.next = after;
    }
    if (after == null) {
      last = before;
    } else {
      after.previous = before;
    }
    waiter.previous = null;
    waiter.next = null;
    waiter.queued = false;
  }
}
