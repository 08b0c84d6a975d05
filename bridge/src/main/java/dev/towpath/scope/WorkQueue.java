package dev.towpath.scope;

import org.jspecify.annotations.Nullable;

/** First in, first out, with removal from the middle in constant time. Guarded by its owner. */
final class WorkQueue {
  private @Nullable Work first;
  private @Nullable Work last;
  private int size;

  int size() {
    return size;
  }

  @Nullable Work peek() {
    return first;
  }

  void add(Work work) {
    link(last, work, null);
  }

  void addFirst(Work work) {
    link(null, work, first);
  }

  @Nullable Work poll() {
    Work work = first;
    if (work != null) {
      remove(work);
    }
    return work;
  }

  /** Takes out what is in here. */
  void remove(Work work) {
    Work before = work.previous;
    Work after = work.next;
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
    work.previous = null;
    work.next = null;
    size--;
  }

  private void link(@Nullable Work before, Work work, @Nullable Work after) {
    work.previous = before;
    work.next = after;
    if (before == null) {
      first = work;
    } else {
      before.next = work;
    }
    if (after == null) {
      last = work;
    } else {
      after.previous = work;
    }
    size++;
  }
}
