package dev.towpath.channel;

import dev.towpath.channel.stop.Keepable;
import dev.towpath.channel.stop.Keeper;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A hand-off of values between threads, with two ends that can be given to different owners. Any
 * number of threads may use each end.
 *
 * <p>A <em>rendezvous</em> channel holds nothing: a send waits for a receive and the other way
 * round. A <em>buffered</em> channel holds up to its capacity and makes senders wait when it is
 * full, receivers when it is empty. Values come out in the order in which they went in. Waiting
 * threads are served first come, first served, but on a buffered channel one that was just woken
 * may be overtaken by a plain send or receive, twice at most.
 *
 * <p>
 *
 * {@snippet :
 * Channel<String> lines = Channel.buffered(16);
 * Thread.startVirtualThread(() -> {
 *   try (Sender<String> out = lines.sender()) {
 *     for (String line : read()) out.send(line);      // waits while 16 are buffered
 *   } catch (InterruptedException e) {
 *     Thread.currentThread().interrupt();
 *   }
 * });
 * for (String line : lines.receiver()) print(line);  // ends when the sender closes
 * }
 *
 * <p>With the system property {@code dev.towpath.reportLostEnds} set to true, a thread that waits
 * without a time limit is reported at level WARNING to the logger {@code dev.towpath} once the
 * collector has found that nobody holds the other end any more. For debugging: making a channel is
 * dearer then.
 *
 * @param <T> the type of the values; null is not one
 */
public final class Channel<T> {
  /** The largest capacity; a channel that needs more hides a receiver that is too slow. */
  public static final int MAX_CAPACITY = 1 << 30;

  private final Engine<T> engine;
  private final Sender<T> sender;
  private final Receiver<T> receiver;

  private Channel(Engine<T> engine) {
    this.engine = engine;
    this.sender = new Sender<>(engine);
    this.receiver = new Receiver<>(engine);
  }

  /**
   * Returns a new channel that holds nothing: each value goes from hand to hand.
   *
   * @param <T> the type of the values
   */
  public static <T> Channel<T> rendezvous() {
    return plain(0);
  }

  /**
   * Returns a new channel that holds up to {@code capacity} values; 0 is a rendezvous.
   *
   * @param capacity from 0 to {@link #MAX_CAPACITY}; memory is taken as the buffer fills
   * @param <T> the type of the values
   * @throws IllegalArgumentException if the capacity is out of bounds
   */
  public static <T> Channel<T> buffered(int capacity) {
    return plain(Builder.checked(capacity));
  }

  private static <T> Channel<T> plain(int capacity) {
    return new Channel<>(LockEngine.ofCapacity(null, capacity, Overflow.WAIT, Hooks.none()));
  }

  /**
   * Returns a channel on which nothing ever happens: sends and receives wait until they are
   * interrupted or their time is up, try forms answer {@code FULL} and {@code Empty}, closing does
   * nothing. In a {@link Select} it stands for a case that is switched off.
   *
   * @param <T> the type of the values
   */
  public static <T> Channel<T> never() {
    return new Channel<>(new NeverEngine<>());
  }

  /**
   * Starts the description of a channel; without further words a rendezvous.
   *
   * @param <T> the type of the values
   */
  public static <T> Builder<T> builder() {
    return new Builder<>();
  }

  /** Returns the end to send with; always the same object. */
  public Sender<T> sender() {
    return sender;
  }

  /** Returns the end to receive with; always the same object. */
  public Receiver<T> receiver() {
    return receiver;
  }

  /** Returns the name given to the builder, or one made from a running number. */
  public String name() {
    return engine.name();
  }

  /** Returns how many values are buffered: exact at some instant during the call. */
  public int size() {
    return engine.counts().buffered();
  }

  /** Returns how many values can be buffered; 0 for a rendezvous. */
  public int capacity() {
    return engine.capacity();
  }

  /** Returns what became of the values so far: all four numbers at one instant. */
  public Counts counts() {
    return engine.counts();
  }

  /** Returns the name, the number of buffered values and the capacity. */
  @Override
  public String toString() {
    return "channel '" + name() + "' (" + size() + "/" + capacity() + ")";
  }

  /**
   * What became of a channel's values. At any instant {@code sent == received + undelivered +
   * buffered}.
   *
   * @param sent values accepted from senders
   * @param received values given to receivers
   * @param undelivered values that no receiver will get, handed to the hook for them if there is
   *     one
   * @param buffered values still in the channel
   */
  public record Counts(long sent, long received, long undelivered, int buffered) {}

  /**
   * The description of a channel. Not safe for use by several threads.
   *
   * @param <T> the type of the values
   */
  public static final class Builder<T> extends Keepable {
    private @Nullable String name;
    private int capacity;
    private Overflow overflow = Overflow.WAIT;
    private @Nullable Consumer<? super T> onUndelivered;
    private @Nullable IntConsumer onTaken;
    private int takenEvery = Integer.MAX_VALUE;
    private @Nullable Runnable onStop;
    private boolean closedWhenAbandoned;

    private Builder() {}

    /**
     * Names the channel, for messages and dumps.
     *
     * @param name any text
     */
    public Builder<T> name(String name) {
      this.name = Objects.requireNonNull(name, "channel name is null");
      return this;
    }

    /**
     * Sets how many values can be buffered; 0, the default, is a rendezvous.
     *
     * @param capacity from 0 to {@link #MAX_CAPACITY}
     * @throws IllegalArgumentException if the capacity is out of bounds
     */
    public Builder<T> capacity(int capacity) {
      this.capacity = checked(capacity);
      return this;
    }

    private static int checked(int capacity) {
      if (capacity < 0) {
        throw new IllegalArgumentException("capacity < 0: " + capacity);
      }
      if (capacity > MAX_CAPACITY) {
        throw new IllegalArgumentException("capacity > " + MAX_CAPACITY + ": " + capacity);
      }
      return capacity;
    }

    /**
     * Sets what the channel does with a value when it is full; {@link Overflow#WAIT} by default.
     *
     * @param overflow the policy
     */
    public Builder<T> overflow(Overflow overflow) {
      this.overflow = Objects.requireNonNull(overflow, "overflow policy is null");
      return this;
    }

    /**
     * Sets where values go that were sent and that nobody will receive: buffered when the receiver
     * closes, or dropped by the overflow policy. Each goes there once, on the thread that closed or
     * sent, with no lock held. What the function throws goes to that thread's uncaught-exception
     * handler.
     *
     * @param onUndelivered for example {@code Resource::close}; must not wait
     */
    public Builder<T> onUndelivered(Consumer<? super T> onUndelivered) {
      this.onUndelivered = Objects.requireNonNull(onUndelivered, "onUndelivered is null");
      return this;
    }

    /**
     * As {@link #onTaken(int, IntConsumer)}, told of each value.
     *
     * @param onTaken given a number of 1 or more
     */
    public Builder<T> onTaken(IntConsumer onTaken) {
      return onTaken(1, onTaken);
    }

    /**
     * Sets who is told how many values receivers have taken, so that a source outside can be asked
     * for more. Runs on the thread that received the last of them, after that is its own; what it
     * throws goes to that thread's uncaught-exception handler.
     *
     * @param every how many must have been taken since it was told last, 1 or more
     * @param onTaken given a number of {@code every} or more; each value is counted once
     * @throws IllegalArgumentException if {@code every} is less than 1
     */
    public Builder<T> onTaken(int every, IntConsumer onTaken) {
      if (every < 1) {
        throw new IllegalArgumentException("every < 1: " + every);
      }
      this.onTaken = Objects.requireNonNull(onTaken, "onTaken is null");
      this.takenEvery = every;
      return this;
    }

    /**
     * Sets who is told, once, that the receiver was closed before the channel ended, so that a
     * source outside can be cancelled. Runs on the closing thread, after {@code onUndelivered};
     * what it throws goes to that thread's uncaught-exception handler.
     *
     * @param onStop for example {@code subscription::cancel}; must not wait
     */
    public Builder<T> onStop(Runnable onStop) {
      this.onStop = Objects.requireNonNull(onStop, "onStop is null");
      return this;
    }

    /**
     * Closes the receiving end when its receiver has become unreachable without being closed while
     * the channel was still fed, and reports that at level WARNING to the logger {@code
     * dev.towpath}: contract C15. With the system property {@code dev.towpath.traceAbandoned} set
     * to true the report has the stack trace of this call. For bridges, whose source would go on
     * for ever; the sending side must not hold the receiver or the channel.
     */
    public Builder<T> closeWhenAbandoned() {
      this.closedWhenAbandoned = true;
      return this;
    }

    /**
     * Makes the channel.
     *
     * @throws IllegalArgumentException if {@link Overflow#DROP_OLDEST} is asked of a rendezvous,
     *     which holds nothing that could be dropped
     */
    public Channel<T> build() {
      if (overflow == Overflow.DROP_OLDEST && capacity == 0) {
        throw new IllegalArgumentException("DROP_OLDEST needs a capacity >= 1: 0");
      }
      if (closedWhenAbandoned && keeper() != null) {
        throw new IllegalArgumentException("a channel of a scope is not closed when abandoned");
      }
      Hooks<T> hooks =
          onUndelivered == null && onTaken == null && onStop == null
              ? Hooks.none()
              : new Hooks<>(onUndelivered, onTaken, takenEvery, onStop, null);
      Engine<T> engine = LockEngine.ofCapacity(name, capacity, overflow, hooks);
      Keeper keeper = keeper();
      if (keeper != null) {
        return new Channel<>(new KeptEngine<>(engine, keeper));
      }
      if (LostEnds.on && !closedWhenAbandoned) {
        TracedEngine<T> traced = new TracedEngine<>(engine);
        Channel<T> channel = new Channel<>(traced);
        LostEnds.watch(channel, traced);
        return channel;
      }
      Channel<T> channel = new Channel<>(engine);
      if (closedWhenAbandoned) {
        Abandonment.watch(channel.receiver, engine);
      }
      return channel;
    }
  }
}
