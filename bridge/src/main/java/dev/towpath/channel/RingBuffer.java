package dev.towpath.channel;

import org.jspecify.annotations.Nullable;

/**
 * The buffer of an engine: values in order, first in, first out, in an array that is made for the
 * first value and grows to what was needed at most. A part of the engine itself, and not an object
 * of its own, so that an operation finds all it needs in one place. Slots outside {@code head ..
 * head + size - 1} are null: nothing taken is retained. Guarded by the engine's lock.
 */
abstract class RingBuffer<T> extends Engine<T> {
  private static final int SMALLEST = 8;
  private static final Object[] NONE = {};

  private int head;
  private int size;
  private @Nullable Object[] slots = NONE; // length 0 or a power of two

  RingBuffer(@Nullable String name, Hooks<T> hooks) {
    super(name, hooks);
  }

  final int size() {
    return size;
  }

  final void addLast(T value) {
    makePlace();
    slots[(head + size) & (slots.length - 1)] = value;
    size++;
  }

  /** Returns the oldest value; there must be one. */
  @SuppressWarnings({"unchecked", "NullAway"}) // a slot in use has what addLast was given
  final T first() {
    return (T) slots[head];
  }

  /** Takes the oldest value; there must be one. */
  final T removeFirst() {
    T value = first();
    slots[head] = null;
    head = (head + 1) & (slots.length - 1);
    size--;
    return value;
  }

  /** Makes sure that one more {@link #addLast} needs no memory and so cannot fail. */
  final void makePlace() {
    if (size == slots.length) {
      grow();
    }
  }

  private void grow() {
    @Nullable Object[] larger = new @Nullable Object[Math.max(SMALLEST, slots.length * 2)];
    for (int i = 0; i < size; i++) {
      larger[i] = slots[(head + i) & (slots.length - 1)];
    }
    slots = larger;
    head = 0;
  }
}
