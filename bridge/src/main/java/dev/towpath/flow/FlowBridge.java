package dev.towpath.flow;

import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.Channel;
import dev.towpath.channel.Producer;
import dev.towpath.channel.Receiver;
import dev.towpath.channel.Sender;
import dev.towpath.flow.in.ChannelInflow;
import dev.towpath.flow.in.FlowAwait;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Between {@link Flow} publishers and channels: {@code open} and {@code await} take in, {@code
 * publish} and {@code call} give out. Only {@code await} waits.
 *
 * <p>
 *
 * {@snippet :
 * try (Receiver<Order> orders = FlowBridge.open(publisher, 64)) {  // at most 64 outstanding
 *   for (Order order : orders) ship(order);
 * }                                                                 // leaving early cancels
 * Flow.Publisher<Row> rows = FlowBridge.publish(out -> {            // cold: one run a subscriber
 *   for (Row row : query()) out.send(row);
 * });
 * }
 *
 * <table>
 * <caption>How it behaves</caption>
 * <tr><th>demand</th><td>{@code open}: exactly {@code demand} at first, then what was taken as soon as
 *     it is three quarters of that; never more outstanding than free places. {@code publish}: a send
 *     waits until the subscriber has asked for its value</td></tr>
 * <tr><th>stop</th><td>closing the receiver cancels the source once, also before {@code onSubscribe};
 *     a subscriber's cancel interrupts the producer and closes its sender</td></tr>
 * <tr><th>error</th><td>after the data, as itself; a checked one reaches the receiver inside a {@code
 *     BridgeException}, a subscriber as itself</td></tr>
 * <tr><th>empty, null</th><td>an empty source ends at once; null is refused (§2.13)</td></tr>
 * <tr><th>thread</th><td>{@code open} subscribes on the caller's thread, and the source's threads never
 *     wait; {@code publish} runs one virtual thread for each subscription, where the producer runs and
 *     where the subscriber is called</td></tr>
 * <tr><th>context</th><td>what {@link dev.towpath.channel.ContextCarrier}s
 *     capture from the caller of the verb is opened around producer, callable and hooks; thread-locals
 *     are not inherited otherwise</td></tr>
 * <tr><th>late</th><td>values that nobody will get, such as those buffered at a stop, go to {@code
 *     onUndelivered}; errors that nobody waits for, and what a subscriber throws, to {@code
 *     onLateError}; once each</td></tr>
 * <tr><th>abandoned</th><td>a receiver that is dropped unclosed is reported and closed</td></tr>
 * <tr><th>start</th><td>{@code open} at once, {@code publish} with each subscription</td></tr>
 * </table>
 */
public final class FlowBridge {
  private FlowBridge() {}

  /**
   * Subscribes to a source and returns where its values come out.
   *
   * @param source the publisher; subscribed before this returns, so that a hot source loses nothing
   * @param demand how many values may be outstanding or buffered at most, from 1 to {@link
   *     Channel#MAX_CAPACITY}
   * @param <T> the type of the values
   * @return the receiver; close it to cancel the source
   * @throws IllegalArgumentException if {@code demand} is out of bounds
   */
  public static <T> Receiver<T> open(Flow.Publisher<? extends T> source, int demand) {
    return open(source, demand, BridgeOptions.defaults());
  }

  /**
   * As {@link #open(Flow.Publisher, int)}, with options.
   *
   * @param source the publisher
   * @param demand as above
   * @param options name and hooks
   * @param <T> the type of the values
   * @return the receiver; close it to cancel the source
   * @throws IllegalArgumentException if {@code demand} is out of bounds
   */
  public static <T> Receiver<T> open(
      Flow.Publisher<? extends T> source, int demand, BridgeOptions<T> options) {
    Objects.requireNonNull(source, "source is null");
    Objects.requireNonNull(options, "options are null");
    if (demand < 1 || demand > Channel.MAX_CAPACITY) {
      throw new IllegalArgumentException(
          "demand is not in 1.." + Channel.MAX_CAPACITY + ": " + demand);
    }
    return ChannelInflow.open(source, demand, options.captured());
  }

  /**
   * Subscribes to a source of one value at most and waits for its outcome. An interrupt cancels the
   * source.
   *
   * @param source the publisher
   * @param <T> the type of the value
   * @return the value, or null if the source completes without one
   * @throws InterruptedException if interrupted before or while waiting; the source was cancelled,
   *     or not subscribed to at all. If the value came first, this returns normally and the
   *     interrupt flag stays set
   * @throws dev.towpath.channel.BridgeException if the source failed with a checked cause; an
   *     unchecked one is thrown as itself
   * @throws IllegalStateException if the source emits a second value, or the calling thread must
   *     not wait; in the latter case the source was not subscribed to
   */
  public static <T> @Nullable T await(Flow.Publisher<? extends T> source)
      throws InterruptedException {
    return await(source, BridgeOptions.defaults());
  }

  /**
   * As {@link #await(Flow.Publisher)}, with options.
   *
   * @param source the publisher
   * @param options name and hooks; a value that crosses the cancel goes to {@code onUndelivered}
   * @param <T> the type of the value
   * @return the value, or null
   * @throws InterruptedException as above
   */
  public static <T> @Nullable T await(Flow.Publisher<? extends T> source, BridgeOptions<T> options)
      throws InterruptedException {
    Objects.requireNonNull(source, "source is null");
    Objects.requireNonNull(options, "options are null");
    return new FlowAwait<>(source, options).await();
  }

  /**
   * As {@link #await(Flow.Publisher)}, waiting for a limited time, after which the source is
   * cancelled.
   *
   * @param source the publisher
   * @param limit how long to wait; zero or less takes what the source gives while it is subscribed
   *     to
   * @param <T> the type of the value
   * @return the value, or null
   * @throws InterruptedException as above
   * @throws TimeoutException if the time was up first; the message names the source, the waiting
   *     thread and the thread last heard of
   */
  public static <T> @Nullable T await(Flow.Publisher<? extends T> source, Duration limit)
      throws InterruptedException, TimeoutException {
    return await(source, limit, BridgeOptions.defaults());
  }

  /**
   * As {@link #await(Flow.Publisher, Duration)}, with options.
   *
   * @param source the publisher
   * @param limit how long to wait
   * @param options name and hooks
   * @param <T> the type of the value
   * @return the value, or null
   * @throws InterruptedException as above
   * @throws TimeoutException as above
   */
  public static <T> @Nullable T await(
      Flow.Publisher<? extends T> source, Duration limit, BridgeOptions<T> options)
      throws InterruptedException, TimeoutException {
    Objects.requireNonNull(source, "source is null");
    Objects.requireNonNull(options, "options are null");
    return new FlowAwait<>(source, options).await(limit);
  }

  /**
   * Returns a publisher that runs the producer once for each subscriber.
   *
   * @param producer sends the values; returning completes the subscriber, throwing fails it
   * @param <T> the type of the values
   */
  public static <T> Flow.Publisher<T> publish(Producer<T> producer) {
    return publish(producer, BridgeOptions.defaults());
  }

  /**
   * As {@link #publish(Producer)}, with options.
   *
   * @param producer sends the values
   * @param options name and hooks
   * @param <T> the type of the values
   */
  public static <T> Flow.Publisher<T> publish(Producer<T> producer, BridgeOptions<T> options) {
    Objects.requireNonNull(producer, "producer is null");
    Objects.requireNonNull(options, "options are null");
    BridgeOptions<T> carrying = options.captured();
    return subscriber -> Outflow.subscribe(producer, carrying, subscriber);
  }

  /**
   * Returns a publisher of one value at most, which runs the callable once for each subscriber.
   *
   * @param callable its value is emitted, null is not; what it throws fails the subscriber, as
   *     itself
   * @param <T> the type of the value
   */
  public static <T> Flow.Publisher<T> call(Callable<? extends @Nullable T> callable) {
    return call(callable, BridgeOptions.defaults());
  }

  /**
   * As {@link #call(Callable)}, with options.
   *
   * @param callable as above
   * @param options name and hooks; a value that is returned after a cancel goes to {@code
   *     onUndelivered}
   * @param <T> the type of the value
   */
  public static <T> Flow.Publisher<T> call(
      Callable<? extends @Nullable T> callable, BridgeOptions<T> options) {
    Objects.requireNonNull(callable, "callable is null");
    Objects.requireNonNull(options, "options are null");
    return publish(out -> deliver(callable.call(), out, options), options);
  }

  private static <T> void deliver(@Nullable T value, Sender<T> out, BridgeOptions<T> options)
      throws InterruptedException {
    if (value == null) {
      return;
    }
    Thread.interrupted(); // was the callable's affair: only a cancel may keep the value back
    boolean sent = false;
    try {
      out.send(value);
      sent = true;
    } finally {
      if (!sent) {
        options.undelivered(value);
      }
    }
  }
}
