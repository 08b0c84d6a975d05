package dev.towpath.channel;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A place in one of a channel's two queues: one send or one receive of a waiting thread. A select
 * has one for each case, sharing one {@link Wait}.
 *
 * <p>Links are guarded by the engine's lock. {@code value}, {@code toTell} and {@code outcome} are
 * written by whoever settles the waiter, before the wait is claimed (or with no wait published at
 * all), and read by the waiting thread afterwards.
 */
final class Waiter<T> {
  /** How a waiter can be settled. */
  enum Outcome {
    SENT,
    RECEIVED,
    /** A receive that found the channel over. */
    ENDED,
    /** A send that found the channel closed; the value is still the sender's. */
    CLOSED
  }

  final Engine<T> engine;
  final boolean sending;

  /** Where it stands among the cases of its select; 0 for a plain send or receive. */
  final int index;

  /** Sending: the value to send. Receiving: the value received, null before. */
  @Nullable T value;

  /** Received: how many values {@code onTaken} is to be told of by the receiving thread. */
  int toTell;

  @Nullable Outcome outcome;

  @Nullable Wait wait;
  @Nullable Waiter<T> previous;
  @Nullable Waiter<T> next;
  boolean queued;

  /** What is left to do once the lock is free: whom to wake, what was dropped, whom to tell. */
  @Nullable Waiter<T> matched;

  @Nullable T dropped;
  @Nullable List<Runnable> called;

  private Waiter(Engine<T> engine, boolean sending, int index, @Nullable T value) {
    this.engine = engine;
    this.sending = sending;
    this.index = index;
    this.value = value;
  }

  static <T> Waiter<T> toSend(Engine<T> engine, T value, int index) {
    return new Waiter<>(engine, true, index, value);
  }

  static <T> Waiter<T> toReceive(Engine<T> engine, int index) {
    return new Waiter<>(engine, false, index, null);
  }

  /** The value of a sending waiter. */
  T toSend() {
    return Objects.requireNonNull(value);
  }

  /** Settles this waiter if that is possible now. The engine's lock is held. */
  boolean meet() {
    return engine.meet(this);
  }

  /** Queues up for the given wait. The engine's lock is held. */
  void enqueue(Wait wait) {
    this.wait = wait;
    engine.enqueue(this);
  }

  /** Does what {@link #meet} or {@link #enqueue} left to do. No lock is held. */
  void settleUp() {
    engine.settleUp(this);
  }

  /** Leaves the queue. No lock is held. */
  void withdraw() {
    engine.withdraw(this);
  }

  /** Settles this waiter, unless its wait ended otherwise. */
  boolean claim(Outcome outcome) {
    this.outcome = outcome;
    return wait != null && wait.claim(this);
  }

  /** Wakes the thread of a claimed waiter, which owns its result and need not look again. */
  void wake() {
    if (wait != null && wait.wake()) {
      engine.patience().woke(wait);
    }
  }
}
