package dev.towpath.channel;

import java.lang.ref.Reference;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The end of a channel to receive with. Any number of threads may use it at once, each value going
 * to one of them; closing it closes it for all.
 *
 * <p>Close it when leaving early: {@code try (Receiver<T> in = ...) { for (T value : in) ... }}.
 * Whoever feeds the channel is then told to stop.
 *
 * @param <T> the type of the values
 */
public final class Receiver<T> implements AutoCloseable, Iterable<T> {
  final Engine<T> engine;

  Receiver(Engine<T> engine) {
    this.engine = engine;
  }

  /**
   * Takes the next value, waiting until there is one. A send wakes it; so does the end of the
   * channel.
   *
   * @return the value, never null
   * @throws InterruptedException if interrupted before or while waiting; no value was taken. If the
   *     hand-off came first, this returns normally and the interrupt flag stays set
   * @throws ChannelClosedException if the channel has ended normally and is drained, or was closed
   *     by a receiver
   * @throws BridgeException if the channel failed with a checked cause; an unchecked one is thrown
   *     as itself. Every further receive throws the same cause again
   * @throws IllegalStateException if the calling thread must not wait, see {@link BlockingGuard}
   */
  public T receive() throws InterruptedException {
    Object taken = receive(Wait.FOREVER);
    if (taken == null || taken == Engine.END) {
      throw over();
    }
    return value(taken);
  }

  /**
   * As {@link #receive()}, waiting for a limited time and answering instead of throwing at the end.
   *
   * @param limit how long to wait; zero or less does not wait, and what is too long to count in
   *     nanoseconds (292 years) waits without limit
   * @return the value, {@code Empty} when the time was up first, or {@code Closed} with the cause
   * @throws InterruptedException as above
   * @throws IllegalStateException if the calling thread must not wait
   */
  public TryReceive<T> receive(Duration limit) throws InterruptedException {
    return answer(receive(Durations.nanos(limit)));
  }

  /**
   * Takes the next value without waiting. May be called on an event loop.
   *
   * @return the value, {@code Empty} if nothing was buffered and no sender waiting at some instant
   *     during the call, or {@code Closed} with the cause
   */
  public TryReceive<T> tryReceive() {
    try {
      Object message = Recorded.beginMessage();
      Object taken = engine.poll();
      Recorded.received(message, engine, taken);
      return answer(taken);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /**
   * Takes what is there, at most {@code max} values, in order, without waiting. The end of the
   * channel is not told here: 0 means nothing is there now, and {@link #receive} tells why.
   *
   * @param target where to add the values. If it throws, the values not added go to {@code
   *     onUndelivered} and the exception to the caller
   * @param max how many values at most, 0 or more
   * @return how many values were added
   * @throws IllegalArgumentException if {@code max} is negative
   */
  public int drainTo(Collection<? super T> target, int max) {
    Objects.requireNonNull(target, "target is null");
    if (max < 0) {
      throw new IllegalArgumentException("max < 0: " + max);
    }
    List<T> values = engine.drain(max);
    Recorded.received(engine, values);
    int added = 0;
    try {
      for (T value : values) {
        target.add(value);
        added++;
      }
      return added;
    } finally {
      if (added < values.size()) {
        engine.giveBack(values.subList(added, values.size()));
      }
      Reference.reachabilityFence(this);
    }
  }

  /**
   * Runs {@code action} once, as soon as a {@link #tryReceive} may find a value or will answer
   * {@code Closed}; at once if that is so now. This is how an event loop waits without a thread:
   * try, and when the answer is {@code Empty}, come back when told. The action runs on whatever
   * thread sent, must not wait, and may find that another receiver was quicker. On a rendezvous
   * channel it runs when a sender waits.
   *
   * @param action what to run; what it throws goes to that thread's uncaught-exception handler
   */
  public void whenReadable(Runnable action) {
    engine.whenReadable(Objects.requireNonNull(action, "action is null"));
  }

  /**
   * Returns an iterator over the values to come, which ends with the channel and throws its
   * failure. {@code hasNext} waits for the next value and takes it. An interrupt while it waits
   * takes no value, leaves the flag set and throws a {@link BridgeException} around the {@link
   * InterruptedException}.
   */
  @Override
  public Iterator<T> iterator() {
    return new Values();
  }

  /**
   * Returns a sequential stream of the values to come; closing it closes this end, so use it in a
   * try-with-resources statement. Waits and throws as {@link #iterator} does.
   */
  public Stream<T> stream() {
    int traits = Spliterator.ORDERED | Spliterator.NONNULL;
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(iterator(), traits), false)
        .onClose(this::close);
  }

  /**
   * Says that nobody wants more: what is buffered goes to {@code onUndelivered}, waiting and future
   * senders see a closed channel, waiting and future receivers its end, and whoever feeds the
   * channel is told to stop. Does nothing the second time.
   */
  @Override
  public void close() {
    engine.stop();
  }

  /** Returns what became of the channel's values so far, as {@link Channel#counts()} does. */
  public Channel.Counts counts() {
    return engine.counts();
  }

  /** Returns the channel's name. */
  @Override
  public String toString() {
    return "receiver of '" + engine.name() + "'";
  }

  /** The exception that tells a receiver that the channel is over, and why. */
  RuntimeException over() {
    Throwable failure = engine.failure();
    return failure == null
        ? new ChannelClosedException("receive on a channel that is over: '" + engine.name() + "'")
        : BridgeException.unchecked(failure);
  }

  private @Nullable Object receive(long nanos) throws InterruptedException {
    Runtimes.checkMayWait("receive", false);
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    try {
      Object message = Recorded.beginMessage();
      Object taken = nanos > 0 ? engine.takeNow() : engine.poll();
      if (taken == null && nanos > 0) {
        taken = receiveWaiting(nanos);
      }
      Recorded.received(message, engine, taken);
      return taken;
    } finally {
      Reference.reachabilityFence(this); // who is in here still holds the receiver
    }
  }

  private @Nullable Object receiveWaiting(long nanos) throws InterruptedException {
    Runtimes.checkMayWait("receive", true);
    Waiter<T> waiter = Waiter.toReceive(engine);
    if (!Waiting.one(waiter, nanos)) {
      return null;
    }
    if (waiter.outcome == Waiter.Outcome.ENDED) {
      return Engine.END;
    }
    engine.hooks.taken(waiter.toTell);
    return waiter.value;
  }

  private TryReceive<T> answer(@Nullable Object taken) {
    if (taken == null) {
      return new TryReceive.Empty<>();
    }
    if (taken == Engine.END) {
      return new TryReceive.Closed<>(engine.failure());
    }
    return new TryReceive.Value<>(value(taken));
  }

  @SuppressWarnings("unchecked") // a channel holds what its senders gave
  private T value(Object taken) {
    return (T) taken;
  }

  private final class Values implements Iterator<T> {
    private @Nullable T next;

    @Override
    public boolean hasNext() {
      if (next != null) {
        return true;
      }
      try {
        Object taken = receive(Wait.FOREVER);
        if (taken == Engine.END || taken == null) {
          Throwable failure = engine.failure();
          if (failure != null) {
            throw BridgeException.unchecked(failure);
          }
          return false;
        }
        next = value(taken);
        return true;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new BridgeException(e);
      }
    }

    @Override
    public T next() {
      if (!hasNext()) {
        throw new NoSuchElementException("channel '" + engine.name() + "' is over");
      }
      T value = Objects.requireNonNull(next);
      next = null;
      return value;
    }
  }
}
