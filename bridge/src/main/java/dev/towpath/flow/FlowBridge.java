package dev.towpath.flow;

import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.Channel;
import dev.towpath.channel.Producer;
import dev.towpath.channel.Receiver;
import java.util.Objects;
import java.util.concurrent.Flow;

/**
 * Between {@link Flow} publishers and channels. Neither verb waits.
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
 * <tr><th>context</th><td>none is carried; thread-locals are not inherited</td></tr>
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
    return Inflow.open(source, demand, options);
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
    return subscriber -> Outflow.subscribe(producer, options, subscriber);
  }
}
