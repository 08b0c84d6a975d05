package dev.towpath.rxjava3;

import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.Channel;
import dev.towpath.channel.Overflow;
import dev.towpath.channel.Producer;
import dev.towpath.channel.Receiver;
import dev.towpath.flow.FlowBridge;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.plugins.RxJavaPlugins;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.FlowAdapters;

/**
 * Between RxJava 3 and channels: {@code open} and {@code await} take in, {@code publish} and {@code
 * call} give out. Only {@code await} waits.
 *
 * <p>
 *
 * {@snippet :
 * try (Receiver<Order> orders = RxBridge.open(flowable, 64)) {  // at most 64 outstanding
 *   for (Order order : orders) ship(order);
 * }                                                             // leaving early disposes
 * Price price = RxBridge.await(single);                         // an interrupt disposes
 * Flowable<Row> rows = RxBridge.publish(out -> {                // cold: one run a subscriber
 *   for (Row row : query()) out.send(row);
 * });
 * Single<Price> lookUp = RxBridge.call(() -> lookUp(id));       // a dispose interrupts the run
 * }
 *
 * <table>
 * <caption>How it behaves</caption>
 * <tr><th>demand</th><td>{@code open} of a Flowable: exactly {@code demand} at first, then what was
 *     taken as soon as it is three quarters of that. Of an Observable, which has none: the overflow
 *     policy that you name. {@code publish}: a send waits until its value is asked for</td></tr>
 * <tr><th>stop</th><td>closing the receiver, an interrupt and a time-out dispose the source once; a
 *     dispose downstream interrupts the body and closes its sender</td></tr>
 * <tr><th>error</th><td>after the data, as itself; a checked one reaches a receiver or {@code await}
 *     inside a {@code BridgeException}, a subscriber as itself. Nothing of ours reaches {@code
 *     RxJavaPlugins.onError}: late errors go to {@code onLateError}</td></tr>
 * <tr><th>empty, null</th><td>{@code await} of an empty Maybe and of a Completable is null; a callable
 *     that returns null fails its Single with a {@code NullPointerException}</td></tr>
 * <tr><th>thread</th><td>{@code open} and {@code await} subscribe on the caller's thread, and RxJava's
 *     threads never wait; {@code publish} and {@code call} run on one virtual thread for each
 *     subscription, where the subscriber is called too</td></tr>
 * <tr><th>context</th><td>the caller's, as the {@link dev.towpath.channel.ContextCarrier}s take it, is
 *     set around bodies and hooks; RxJava's subscribers have none</td></tr>
 * <tr><th>late</th><td>values that nobody will get go to {@code onUndelivered}, errors that nobody
 *     waits for to {@code onLateError}, once each</td></tr>
 * <tr><th>abandoned</th><td>a receiver that is dropped unclosed is reported and closed</td></tr>
 * <tr><th>start</th><td>{@code open} and {@code await} at once, {@code publish} and {@code call} with
 *     each subscription</td></tr>
 * </table>
 */
public final class RxBridge {
  private RxBridge() {}

  /**
   * Subscribes to a Flowable and returns where its values come out.
   *
   * @param source the Flowable; subscribed before this returns, so that a hot one loses nothing
   * @param demand how many values may be outstanding or buffered at most, from 1 to {@link
   *     Channel#MAX_CAPACITY}
   * @param <T> the type of the values
   * @return the receiver; close it to dispose the source
   * @throws IllegalArgumentException if {@code demand} is out of bounds
   */
  public static <T> Receiver<T> open(Flowable<? extends T> source, int demand) {
    return open(source, demand, BridgeOptions.defaults());
  }

  /**
   * As {@link #open(Flowable, int)}, with options.
   *
   * @param source the Flowable
   * @param demand as above
   * @param options name and hooks
   * @param <T> the type of the values
   * @return the receiver; close it to dispose the source
   * @throws IllegalArgumentException if {@code demand} is out of bounds
   */
  public static <T> Receiver<T> open(
      Flowable<? extends T> source, int demand, BridgeOptions<T> options) {
    return FlowBridge.open(flow(source), demand, options);
  }

  /**
   * Subscribes to an Observable and returns where its values come out. An Observable cannot be
   * asked to wait, so what happens when its reader is slower must be said.
   *
   * @param source the Observable; subscribed before this returns
   * @param capacity how many values may be buffered, from 1 to {@link Channel#MAX_CAPACITY}
   * @param overflow what to do with one more: drop the oldest, drop the newest, or fail
   * @param <T> the type of the values
   * @return the receiver; close it to dispose the source
   * @throws IllegalArgumentException if {@code capacity} is out of bounds or {@code overflow} is to
   *     wait
   */
  public static <T> Receiver<T> open(
      Observable<? extends T> source, int capacity, Overflow overflow) {
    return open(source, capacity, overflow, BridgeOptions.defaults());
  }

  /**
   * As {@link #open(Observable, int, Overflow)}, with options.
   *
   * @param source the Observable
   * @param capacity as above
   * @param overflow as above
   * @param options name and hooks; dropped values go to {@code onUndelivered}
   * @param <T> the type of the values
   * @return the receiver; close it to dispose the source
   * @throws IllegalArgumentException as above
   */
  public static <T> Receiver<T> open(
      Observable<? extends T> source, int capacity, Overflow overflow, BridgeOptions<T> options) {
    Objects.requireNonNull(source, "source is null");
    Objects.requireNonNull(overflow, "overflow is null");
    Objects.requireNonNull(options, "options are null");
    if (overflow == Overflow.WAIT) {
      throw new IllegalArgumentException("an Observable cannot be made to wait: overflow WAIT");
    }
    if (capacity < 1 || capacity > Channel.MAX_CAPACITY) {
      throw new IllegalArgumentException(
          "capacity is not in 1.." + Channel.MAX_CAPACITY + ": " + capacity);
    }
    return Listening.open(source, capacity, overflow, options.captured());
  }

  /**
   * Subscribes to a Single and waits for its value. An interrupt disposes it.
   *
   * @param source the Single
   * @param <T> the type of the value
   * @return the value
   * @throws InterruptedException if interrupted before or while waiting; the source was disposed,
   *     or not subscribed to at all. If the value came first, this returns normally and the
   *     interrupt flag stays set
   * @throws dev.towpath.channel.BridgeException if the source failed with a checked cause; an
   *     unchecked one is thrown as itself
   * @throws IllegalStateException if the calling thread must not wait; the source was not
   *     subscribed to
   */
  public static <T> T await(Single<? extends T> source) throws InterruptedException {
    return await(source, BridgeOptions.defaults());
  }

  /**
   * As {@link #await(Single)}, with options.
   *
   * @param source the Single
   * @param options name and hooks; a value that crosses the dispose goes to {@code onUndelivered}
   * @param <T> the type of the value
   * @return the value
   * @throws InterruptedException as above
   */
  public static <T> T await(Single<? extends T> source, BridgeOptions<T> options)
      throws InterruptedException {
    return present(waiting(source, options).await());
  }

  /**
   * As {@link #await(Single)}, for a limited time, after which the source is disposed.
   *
   * @param source the Single
   * @param limit how long to wait; zero or less takes what comes while it is subscribed to
   * @param <T> the type of the value
   * @return the value
   * @throws InterruptedException as above
   * @throws TimeoutException if the time was up first; says who waits for whom
   */
  public static <T> T await(Single<? extends T> source, Duration limit)
      throws InterruptedException, TimeoutException {
    return await(source, limit, BridgeOptions.defaults());
  }

  /**
   * As {@link #await(Single, Duration)}, with options.
   *
   * @param source the Single
   * @param limit how long to wait
   * @param options name and hooks
   * @param <T> the type of the value
   * @return the value
   * @throws InterruptedException as above
   * @throws TimeoutException as above
   */
  public static <T> T await(Single<? extends T> source, Duration limit, BridgeOptions<T> options)
      throws InterruptedException, TimeoutException {
    return present(waiting(source, options).await(limit));
  }

  /**
   * As {@link #await(Single)}, for a Maybe.
   *
   * @param source the Maybe
   * @param <T> the type of the value
   * @return the value, or null if the Maybe is empty
   * @throws InterruptedException as above
   */
  public static <T> @Nullable T await(Maybe<? extends T> source) throws InterruptedException {
    return await(source, BridgeOptions.defaults());
  }

  /**
   * As {@link #await(Maybe)}, with options.
   *
   * @param source the Maybe
   * @param options name and hooks; a value that crosses the dispose goes to {@code onUndelivered}
   * @param <T> the type of the value
   * @return the value, or null
   * @throws InterruptedException as above
   */
  public static <T> @Nullable T await(Maybe<? extends T> source, BridgeOptions<T> options)
      throws InterruptedException {
    return waiting(source, options).await();
  }

  /**
   * As {@link #await(Maybe)}, for a limited time, after which the source is disposed.
   *
   * @param source the Maybe
   * @param limit how long to wait; zero or less takes what comes while it is subscribed to
   * @param <T> the type of the value
   * @return the value, or null
   * @throws InterruptedException as above
   * @throws TimeoutException if the time was up first
   */
  public static <T> @Nullable T await(Maybe<? extends T> source, Duration limit)
      throws InterruptedException, TimeoutException {
    return await(source, limit, BridgeOptions.defaults());
  }

  /**
   * As {@link #await(Maybe, Duration)}, with options.
   *
   * @param source the Maybe
   * @param limit how long to wait
   * @param options name and hooks
   * @param <T> the type of the value
   * @return the value, or null
   * @throws InterruptedException as above
   * @throws TimeoutException as above
   */
  public static <T> @Nullable T await(
      Maybe<? extends T> source, Duration limit, BridgeOptions<T> options)
      throws InterruptedException, TimeoutException {
    return waiting(source, options).await(limit);
  }

  /**
   * As {@link #await(Single)}, for a Completable: waits for its end.
   *
   * @param source the Completable
   * @throws InterruptedException as above
   */
  public static void await(Completable source) throws InterruptedException {
    await(source, BridgeOptions.defaults());
  }

  /**
   * As {@link #await(Completable)}, with options.
   *
   * @param source the Completable
   * @param options name and hook; there are no values
   * @throws InterruptedException as above
   */
  public static void await(Completable source, BridgeOptions<?> options)
      throws InterruptedException {
    waiting(source, options).await();
  }

  /**
   * As {@link #await(Completable)}, for a limited time, after which the source is disposed.
   *
   * @param source the Completable
   * @param limit how long to wait; zero or less takes what comes while it is subscribed to
   * @throws InterruptedException as above
   * @throws TimeoutException if the time was up first
   */
  public static void await(Completable source, Duration limit)
      throws InterruptedException, TimeoutException {
    await(source, limit, BridgeOptions.defaults());
  }

  /**
   * As {@link #await(Completable, Duration)}, with options.
   *
   * @param source the Completable
   * @param limit how long to wait
   * @param options name and hook; there are no values
   * @throws InterruptedException as above
   * @throws TimeoutException as above
   */
  public static void await(Completable source, Duration limit, BridgeOptions<?> options)
      throws InterruptedException, TimeoutException {
    waiting(source, options).await(limit);
  }

  /**
   * Returns a Flowable that runs the producer once for each subscriber.
   *
   * @param producer sends the values; returning completes the subscriber, throwing fails it
   * @param <T> the type of the values
   */
  public static <T> Flowable<T> publish(Producer<T> producer) {
    return publish(producer, BridgeOptions.defaults());
  }

  /**
   * As {@link #publish(Producer)}, with options.
   *
   * @param producer sends the values
   * @param options name and hooks
   * @param <T> the type of the values
   */
  public static <T> Flowable<T> publish(Producer<T> producer, BridgeOptions<T> options) {
    return Flowable.fromPublisher(FlowAdapters.toPublisher(FlowBridge.publish(producer, options)));
  }

  /**
   * Returns a Single that runs the callable once for each observer.
   *
   * @param callable its value is the Single's, null a {@code NullPointerException}; what it throws
   *     is the Single's failure, as itself
   * @param <T> the type of the value
   */
  public static <T> Single<T> call(Callable<? extends T> callable) {
    return call(callable, BridgeOptions.defaults());
  }

  /**
   * As {@link #call(Callable)}, with options.
   *
   * @param callable as above; a value that it returns after a dispose goes to {@code onUndelivered}
   * @param options name and hooks
   * @param <T> the type of the value
   */
  public static <T> Single<T> call(Callable<? extends T> callable, BridgeOptions<T> options) {
    Objects.requireNonNull(callable, "callable is null");
    BridgeOptions<T> captured = Objects.requireNonNull(options, "options are null").captured();
    return RxJavaPlugins.onAssembly(
        new CallSingle<>(FlowBridge.<T>call(callable, captured), captured));
  }

  private static <T> FlowSource<T> flow(Flowable<? extends T> source) {
    return new FlowSource<>(Objects.requireNonNull(source, "source is null"));
  }

  private static <T> OneAwait<T> waiting(Single<? extends T> source, BridgeOptions<T> options) {
    return new OneAwait.OfSingle<>(
        Objects.requireNonNull(source, "source is null"),
        Objects.requireNonNull(options, "options are null"));
  }

  private static <T> OneAwait<T> waiting(Maybe<? extends T> source, BridgeOptions<T> options) {
    return new OneAwait.OfMaybe<>(
        Objects.requireNonNull(source, "source is null"),
        Objects.requireNonNull(options, "options are null"));
  }

  private static <T> OneAwait<T> waiting(Completable source, BridgeOptions<T> options) {
    return new OneAwait.OfCompletable<>(
        Objects.requireNonNull(source, "source is null"),
        Objects.requireNonNull(options, "options are null"));
  }

  private static <T> T present(@Nullable T value) {
    return Objects.requireNonNull(value, "a Single ended without a value");
  }
}
