package dev.towpath.reactor;

import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.Channel;
import dev.towpath.channel.Producer;
import dev.towpath.channel.Receiver;
import dev.towpath.flow.FlowBridge;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Between Reactor and virtual threads. Only {@code await} waits.
 *
 * <p>
 *
 * {@snippet :
 * try (Receiver<Order> orders = ReactorBridge.open(flux, 64)) {  // many in: at most 64 outstanding
 *   for (Order order : orders) ship(order);
 * }                                                               // leaving early cancels the flux
 * Price price = ReactorBridge.await(mono);                        // one in: null if it is empty
 * Flux<Order> flux = ReactorBridge.publish(out -> {               // many out: one run a subscriber
 *   for (Row row : query()) out.send(toOrder(row));
 * });
 * Mono<Price> mono = ReactorBridge.call(() -> lookUp(id));        // one out: cancel interrupts
 * }
 *
 * <table>
 * <caption>How it behaves</caption>
 * <tr><th>demand</th><td>{@code open}: exactly {@code demand} at first, then what was taken as soon as
 *     it is three quarters of that; never more outstanding than free places. {@code publish}: a send
 *     waits until the subscriber has asked for its value; {@code call} too, but runs before</td></tr>
 * <tr><th>stop</th><td>closing the receiver cancels the Flux once; an interrupt or a time-out of {@code
 *     await} cancels the Mono, and a value that is there comes with its completion, so no cancel
 *     follows it; a subscriber's cancel interrupts the body and closes its sender</td></tr>
 * <tr><th>error</th><td>after the data, as itself; only Reactor's own wrapper is taken off ({@code
 *     Exceptions.unwrap}). A checked one reaches the waiter inside a {@code BridgeException}, a
 *     subscriber as itself</td></tr>
 * <tr><th>empty, null</th><td>an empty Flux ends at once, an empty Mono is null; a {@code call} that
 *     returns null is an empty Mono; a Flux has no null (§2.13)</td></tr>
 * <tr><th>thread</th><td>{@code open} and {@code await} subscribe on the caller's thread, and Reactor's
 *     threads never wait: on them {@code await}, {@code send} and {@code receive} throw {@code
 *     IllegalStateException}. {@code publish} and {@code call} run one virtual thread for each
 *     subscription, where the body runs and where the subscriber is called</td></tr>
 * <tr><th>context</th><td>with Micrometer's context-propagation present, {@code open} and {@code await}
 *     put the caller's registered thread-locals into the Context they subscribe with, as {@code
 *     contextCapture} does; {@code publish} and {@code call} set them from the subscriber's Context
 *     around the body. What {@link dev.towpath.channel.ContextCarrier}s capture from the caller of the
 *     verb is below that. The functions of the options run so too</td></tr>
 * <tr><th>late</th><td>each undelivered value goes to {@code onUndelivered} and to {@code doOnDiscard},
 *     so release it in one of them; each late error to {@code onLateError} and to {@code
 *     onErrorDropped}. An end that a cancel has brought about is no error</td></tr>
 * <tr><th>abandoned</th><td>a receiver that is dropped unclosed is reported and closed</td></tr>
 * <tr><th>start</th><td>{@code open} and {@code await} at once, {@code publish} and {@code call} with
 *     each subscription</td></tr>
 * </table>
 *
 * <p>{@code doOnDiscard} is found in the subscriber's Context by {@code publish} and {@code call},
 * and by {@code open} and {@code await} where it is the last operator of their source.
 */
public final class ReactorBridge {
  private ReactorBridge() {}

  /**
   * Subscribes to a Flux and returns where its values come out.
   *
   * @param source the Flux; subscribed before this returns, so that a hot one loses nothing
   * @param demand how many values may be outstanding or buffered at most, from 1 to {@link
   *     Channel#MAX_CAPACITY}
   * @param <T> the type of the values
   * @return the receiver; close it to cancel the source
   * @throws IllegalArgumentException if {@code demand} is out of bounds
   */
  public static <T> Receiver<T> open(Flux<? extends T> source, int demand) {
    return open(source, demand, BridgeOptions.defaults());
  }

  /**
   * As {@link #open(Flux, int)}, with options.
   *
   * @param source the Flux
   * @param demand as above
   * @param options name and hooks
   * @param <T> the type of the values
   * @return the receiver; close it to cancel the source
   * @throws IllegalArgumentException if {@code demand} is out of bounds
   */
  public static <T> Receiver<T> open(
      Flux<? extends T> source, int demand, BridgeOptions<T> options) {
    Inlet<T> inlet = new Inlet<>(source, options);
    return FlowBridge.open(inlet, demand, inlet.options());
  }

  /**
   * Subscribes to a Mono and waits for its outcome. An interrupt cancels the Mono.
   *
   * @param source the Mono
   * @param <T> the type of the value
   * @return the value, or null if the Mono is empty
   * @throws InterruptedException if interrupted before or while waiting; the Mono was cancelled, or
   *     not subscribed to at all. If the value came first, this returns normally and the interrupt
   *     flag stays set
   * @throws dev.towpath.channel.BridgeException if the Mono failed with a checked cause; an
   *     unchecked one is thrown as itself
   * @throws IllegalStateException if the calling thread must not wait; the Mono was not subscribed
   *     to
   */
  public static <T> @Nullable T await(Mono<? extends T> source) throws InterruptedException {
    return await(source, BridgeOptions.defaults());
  }

  /**
   * As {@link #await(Mono)}, with options.
   *
   * @param source the Mono
   * @param options name and hooks; a value that crosses the interrupt on its way goes to {@code
   *     onUndelivered}
   * @param <T> the type of the value
   * @return the value, or null if the Mono is empty
   * @throws InterruptedException as above
   */
  public static <T> @Nullable T await(Mono<? extends T> source, BridgeOptions<T> options)
      throws InterruptedException {
    return new MonoAwait<T>(source, options).await();
  }

  /**
   * As {@link #await(Mono)}, waiting for a limited time, after which the Mono is cancelled.
   *
   * @param source the Mono
   * @param limit how long to wait; zero or less takes what the Mono gives while it is subscribed to
   * @param <T> the type of the value
   * @return the value, or null if the Mono is empty
   * @throws InterruptedException as above
   * @throws TimeoutException if the time was up first; the message names the Mono, the waiting
   *     thread and the one that may be blocked. A time-out of the Mono itself comes as the cause of
   *     a {@code BridgeException} instead
   */
  public static <T> @Nullable T await(Mono<? extends T> source, Duration limit)
      throws InterruptedException, TimeoutException {
    return await(source, limit, BridgeOptions.defaults());
  }

  /**
   * As {@link #await(Mono, Duration)}, with options.
   *
   * @param source the Mono
   * @param limit how long to wait
   * @param options name and hooks; a value that crosses the cancel on its way goes to {@code
   *     onUndelivered}
   * @param <T> the type of the value
   * @return the value, or null if the Mono is empty
   * @throws InterruptedException as above
   * @throws TimeoutException as above
   */
  public static <T> @Nullable T await(
      Mono<? extends T> source, Duration limit, BridgeOptions<T> options)
      throws InterruptedException, TimeoutException {
    return new MonoAwait<T>(source, options).await(limit);
  }

  /**
   * Returns a Flux that runs the producer once for each subscriber.
   *
   * @param producer sends the values; returning completes the subscriber, throwing fails it. To
   *     read the subscriber's Context itself, wrap this in {@code Flux.deferContextual}
   * @param <T> the type of the values
   */
  public static <T> Flux<T> publish(Producer<T> producer) {
    return publish(producer, BridgeOptions.defaults());
  }

  /**
   * As {@link #publish(Producer)}, with options.
   *
   * @param producer sends the values
   * @param options name and hooks
   * @param <T> the type of the values
   */
  public static <T> Flux<T> publish(Producer<T> producer, BridgeOptions<T> options) {
    Objects.requireNonNull(producer, "producer is null");
    Objects.requireNonNull(options, "options are null");
    BridgeOptions<T> captured = options.captured();
    return Flux.deferContextual(context -> Outlet.publish(producer, captured, context));
  }

  /**
   * Returns a Mono that runs the callable once for each subscriber.
   *
   * @param callable its value is the Mono's, null an empty one; what it throws is the Mono's
   *     failure, as itself
   * @param <T> the type of the value
   */
  public static <T> Mono<T> call(Callable<? extends @Nullable T> callable) {
    return call(callable, BridgeOptions.defaults());
  }

  /**
   * As {@link #call(Callable)}, with options.
   *
   * @param callable as above; a value that it returns after a cancel goes to {@code onUndelivered}
   * @param options name and hooks
   * @param <T> the type of the value
   */
  public static <T> Mono<T> call(
      Callable<? extends @Nullable T> callable, BridgeOptions<T> options) {
    Objects.requireNonNull(callable, "callable is null");
    Objects.requireNonNull(options, "options are null");
    BridgeOptions<T> captured = options.captured();
    return Mono.deferContextual(
        context -> Mono.fromDirect(Outlet.call(callable, captured, context)));
  }
}
