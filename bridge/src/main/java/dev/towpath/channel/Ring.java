package dev.towpath.channel;

import org.jspecify.annotations.Nullable;

/**
 * Values in order, first in, first out, in an array that grows to what was needed at most. Slots
 * outside {@code head .. head + size - 1} are null: nothing taken is retained. Guarded by its
 * owner.
 */
final class Ring<T> {
  private static final int SMALLEST = 8;
  private static final Object[] NONE = {};

  private @Nullable Object[] slots = NONE; // length 0 or a power of two
  private int head;
  private int size;

  int size() {
    return size;
  }

  void add(T value) {
    makePlace();
    slots[(head + size) & (slots.length - 1)] = value;
    size++;
  }

  /** Takes the oldest value; there must be one. */
  @SuppressWarnings({"unchecked", "NullAway"}) // a slot in use has what add was given
  T remove() {
    Object value = slots[head];
    slots[head] = null;
    head = (head + 1) & (slots.length - 1);
    size--;
    return (T) value;
  }

  /** Makes sure that one more {@link #add} needs no memory and so cannot fail. */
  void makePlace() {
    if (size < slots.length) {
      return;
    }
    @Nullable Object[] larger = new @Nullable Object[Math.max(SMALLEST, slots.length * 2)];
    for (int i = 0; i < size; i++) {
      larger[i] = slots[(head + i) & (slots.length - 1)];
    }
    slots = larger;
    head = 0;
  }
}
