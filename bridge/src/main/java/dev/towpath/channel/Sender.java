package dev.towpath.channel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The end of a channel to send with. Any number of threads may use it at once; closing it closes it
 * for all of them.
 *
 * @param <T> the type of the values
 */
public final class Sender<T> implements AutoCloseable {
  final Engine<T> engine;

  Sender(Engine<T> engine) {
    this.engine = engine;
  }

  /**
   * Hands {@code value} to a receiver or to the buffer, waiting while neither can take it. A
   * receiver that takes wakes it; so does the receiver's close.
   *
   * @param value the value; not null
   * @throws InterruptedException if interrupted before or while waiting; {@code value} was not
   *     sent. If the hand-off came first, this returns normally and the interrupt flag stays set
   * @throws ChannelClosedException if an end is closed; {@code value} was not sent
   * @throws IllegalStateException if the calling thread must not wait, see {@link BlockingGuard}
   * @throws NullPointerException if {@code value} is null
   */
  public void send(T value) throws InterruptedException {
    if (send(value, Wait.FOREVER) == TrySend.CLOSED) {
      throw closed();
    }
  }

  /**
   * As {@link #send(Object)}, waiting for a limited time.
   *
   * @param value the value; not null
   * @param limit how long to wait; zero or less does not wait, and what is too long to count in
   *     nanoseconds (292 years) waits without limit
   * @return {@code SENT}, {@code FULL} when the time was up first, or {@code CLOSED}
   * @throws InterruptedException as above
   * @throws IllegalStateException if the calling thread must not wait
   * @throws NullPointerException if an argument is null
   */
  public TrySend send(T value, Duration limit) throws InterruptedException {
    return send(value, Durations.nanos(limit));
  }

  /**
   * Hands over values in order, waiting as {@link #send(Object)} does while nobody can take the
   * next. For many values this is cheaper than a send for each: as many as there is room for go in
   * at once. The counterpart is {@link Receiver#drainTo}.
   *
   * @param values the values; none is null. They are copied first
   * @return how many were sent, the first ones. Fewer than all only when an end was closed, or the
   *     thread interrupted (the flag is set again), after some had been sent; the rest was not
   * @throws InterruptedException if interrupted before any was sent
   * @throws ChannelClosedException if an end is closed; none was sent
   * @throws IllegalStateException if the calling thread must not wait, see {@link BlockingGuard}
   * @throws NullPointerException if {@code values} is or has null; none was sent
   */
  public int sendAll(Collection<? extends T> values) throws InterruptedException {
    List<T> all = new ArrayList<>(values);
    all.forEach(this::checked);
    Runtimes.checkMayWait("sendAll", false);
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    int sent = offerAll(all);
    while (sent < all.size() && sendNext(all.get(sent), sent > 0)) {
      sent++;
      sent += offerAll(all.subList(sent, all.size()));
    }
    return sent;
  }

  /** Sends one of several; false when that was refused and some have been sent before. */
  private boolean sendNext(T value, boolean afterOthers) throws InterruptedException {
    try {
      boolean sent = send(value, Wait.FOREVER) == TrySend.SENT;
      if (!sent && !afterOthers) {
        throw closed();
      }
      return sent;
    } catch (InterruptedException e) {
      if (!afterOthers) {
        throw e;
      }
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Sends without waiting. May be called on an event loop.
   *
   * @param value the value; not null
   * @return {@code SENT}, {@code FULL} if there was no room and no receiver waiting at some instant
   *     during the call, or {@code CLOSED}
   * @throws NullPointerException if {@code value} is null
   */
  public TrySend trySend(T value) {
    Object message = Recorded.beginMessage();
    return recorded(message, value, engine.trySend(checked(value)));
  }

  /**
   * Runs {@code action} once, as soon as a {@link #trySend} may succeed or will answer {@code
   * CLOSED}; at once if that is so now. This is how an event loop waits without a thread: try, and
   * when the answer is {@code FULL}, come back when told. The action runs on whatever thread made
   * room, must not wait, and may find that another sender was quicker. On a rendezvous channel it
   * runs when a receiver waits.
   *
   * @param action what to run; what it throws goes to that thread's uncaught-exception handler
   */
  public void whenWritable(Runnable action) {
    engine.whenWritable(Objects.requireNonNull(action, "action is null"));
  }

  /**
   * Ends the channel: no more values. Receivers take what is buffered and what waiting senders
   * hold, then see the end. Further sends are refused. Does nothing if the channel is already over.
   */
  @Override
  public void close() {
    engine.end(null);
  }

  /**
   * Ends the channel as {@link #close()} does, but after the last value receivers get {@code
   * cause}: as itself when it is unchecked, inside one {@link BridgeException} when it is checked.
   * Does nothing if the channel is already over.
   *
   * @param cause the failure; not null, and never changed
   */
  public void fail(Throwable cause) {
    Objects.requireNonNull(cause, () -> "fail needs a cause on channel '" + engine.name() + "'");
    engine.end(cause);
  }

  /** Returns the channel's name. */
  @Override
  public String toString() {
    return "sender of '" + engine.name() + "'";
  }

  private TrySend send(T value, long nanos) throws InterruptedException {
    checked(value);
    Runtimes.checkMayWait("send", false);
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    Object message = Recorded.beginMessage();
    TrySend answer = nanos > 0 ? engine.sendNow(value) : engine.trySend(value);
    return recorded(
        message, value, answer == TrySend.FULL && nanos > 0 ? sendWaiting(value, nanos) : answer);
  }

  private TrySend recorded(@Nullable Object message, T value, TrySend answer) {
    if (message != null && answer == TrySend.SENT) {
      Recorded.sent(message, engine, value);
    }
    return answer;
  }

  private int offerAll(List<T> values) {
    int accepted = engine.offerAll(values);
    Recorded.sent(engine, values.subList(0, accepted));
    return accepted;
  }

  private TrySend sendWaiting(T value, long nanos) throws InterruptedException {
    Runtimes.checkMayWait("send", true);
    Waiter<T> waiter = Waiter.toSend(engine, value);
    if (!Waiting.one(waiter, nanos)) {
      return TrySend.FULL;
    }
    if (waiter.outcome == Waiter.Outcome.CLOSED) {
      return TrySend.CLOSED;
    }
    engine.hooks.sent();
    return TrySend.SENT;
  }

  private T checked(T value) {
    return Objects.requireNonNull(
        value, () -> "null cannot be sent: channel '" + engine.name() + "'");
  }

  ChannelClosedException closed() {
    return new ChannelClosedException("send on a closed channel: '" + engine.name() + "'");
  }
}
