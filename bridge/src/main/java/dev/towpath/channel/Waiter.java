package dev.towpath.channel;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A place in one of a channel's two queues: one send or one receive of a waiting thread. A plain
 * send or receive is its own {@link Wait}; a select has one waiter for each case, and one wait for
 * all.
 *
 * <p>Links and {@code nudged} are guarded by the engine's lock. {@code value}, {@code toTell} and
 * {@code outcome} are written by whoever settles the waiter, before the wait is claimed (or with no
 * wait published at all), and read by the waiting thread afterwards.
 */
final class Waiter<T> extends Wait {
  /** How a waiter can be settled. */
  enum Outcome {
    SENT,
    RECEIVED,
    /** A receive that found the channel over. */
    ENDED,
    /** A send that found the channel closed; the value is still the sender's. */
    CLOSED
  }

  /** How often a waiter may be nudged and find that others were quicker. */
  private static final int MOST_NUDGES = 2;

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
  Waiter<T> previous = this;
  Waiter<T> next = this;
  boolean queued;

  /** Whether the thread was resumed to settle this waiter itself, and has not come yet. */
  boolean nudged;

  private int nudges;

  /** Watchers to call once no lock is held. */
  @Nullable List<Runnable> called;

  /** A plain send or receive of the calling thread. */
  private Waiter(Engine<T> engine, boolean sending, @Nullable T value) {
    super(true);
    this.engine = engine;
    this.sending = sending;
    this.index = 0;
    this.value = value;
    this.wait = this;
  }

  /** A case of a select. */
  private Waiter(Engine<T> engine, boolean sending, int index, @Nullable T value) {
    super(false);
    this.engine = engine;
    this.sending = sending;
    this.index = index;
    this.value = value;
  }

  static <T> Waiter<T> toSend(Engine<T> engine, T value) {
    return new Waiter<>(engine, true, value);
  }

  static <T> Waiter<T> toReceive(Engine<T> engine) {
    return new Waiter<>(engine, false, null);
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

  /** Whether this is a plain send or receive. */
  boolean isPlain() {
    return wait == this;
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

  /** Does what {@link #enqueue} left to do. No lock is held. */
  void settleUp() {
    List<Runnable> watchers = called;
    if (watchers != null) {
      called = null;
      watchers.forEach(Hooks::run);
    }
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
  void wakeClaimed() {
    if (wait != null) {
      wait.wake(engine.patience());
    }
  }

  /** Whether its thread can be left to settle it by itself, once resumed. Lock held. */
  boolean canCome() {
    return wait == this && nudges < MOST_NUDGES && isParked();
  }

  /** Marks it as about to come. Lock held; the thread is resumed once the lock is free. */
  void nudge() {
    nudged = true;
    nudges++;
  }

  @Override
  boolean isNudged() {
    return nudged;
  }

  @Override
  void comeBack() {
    engine.comeBack(this);
  }
}
