package dev.towpath.jdk;

import dev.towpath.channel.BlockingGuard;
import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.Channel;
import dev.towpath.channel.Overflow;
import dev.towpath.channel.Producer;
import dev.towpath.channel.Receiver;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Between callbacks or listeners and virtual threads. Only {@code await} waits.
 *
 * <p>
 *
 * {@snippet :
 * Response response = CallbackBridge.await(callback -> {      // one in
 *   callback.onStop(call::cancel);                            // an interrupt cancels the call
 *   call.enqueue(onResponse(callback::success), onFailure(callback::failure));
 * });
 * try (Receiver<Quote> quotes = CallbackBridge.open(emitter -> {   // many in
 *   feed.addListener(emitter::emit);
 *   return () -> feed.removeListener(emitter::emit);          // when the receiver is closed
 * }, 64)) {
 *   for (Quote quote : quotes) show(quote);
 * }
 * Handle rows = CallbackBridge.publish(out -> {               // many out
 *   for (Row row : query()) out.send(row);
 * }, listener);
 * CallbackBridge.call(() -> lookUp(id), (price, failure) -> ...);  // one out
 * }
 *
 * <table>
 * <caption>How it behaves</caption>
 * <tr><th>demand</th><td>a listener cannot be asked, so {@code open} says what a full buffer does: it
 *     fails ({@code FAIL}, the default), drops ({@code DROP_OLDEST}, {@code DROP_NEWEST}; {@code
 *     DROP_OLDEST} with capacity 1 keeps the latest), or has the source paused before ({@link Pausing}).
 *     {@code publish}: the producer waits while the listener works</td></tr>
 * <tr><th>stop</th><td>closing the receiver unregisters once, also if registering is still under way;
 *     an interrupt or a time-out of {@code await} runs what {@code onStop} was given, but not after an
 *     outcome; closing a {@link Handle} interrupts the producer or callable</td></tr>
 * <tr><th>error</th><td>after the data, as itself; a checked one reaches the waiter or the receiver
 *     inside a {@code BridgeException}. What the starting or registering code throws, {@code await} or
 *     {@code open} throws</td></tr>
 * <tr><th>empty, null</th><td>null is a value for {@code await} and {@code call}; {@code emit} refuses
 *     it</td></tr>
 * <tr><th>thread</th><td>starting and registering happen on the caller's thread; the library's threads
 *     only store, and call {@code pause} and {@code unregister}. {@code publish} and {@code call} run
 *     one virtual thread, which calls back too, uninterrupted</td></tr>
 * <tr><th>context</th><td>what {@link dev.towpath.channel.ContextCarrier}s capture from the caller
 *     of the verb is opened around all its functions, on whatever thread; thread-locals are not
 *     inherited otherwise</td></tr>
 * <tr><th>late</th><td>a second outcome, an event after the end and one that was dropped go to the
 *     options' functions, once each; so does what a callback or listener of the user throws</td></tr>
 * <tr><th>abandoned</th><td>a receiver that is dropped unclosed is reported and closed</td></tr>
 * <tr><th>start</th><td>at once</td></tr>
 * </table>
 */
public final class CallbackBridge {
  private CallbackBridge() {}

  /**
   * Registers a listener and returns where its events come out. When more than {@code capacity} are
   * waiting to be received, the receiver gets those and then an {@link
   * dev.towpath.channel.OverflowException}.
   *
   * @param registration registers a listener that calls the emitter, and returns how to unregister
   *     it; done before this returns
   * @param capacity how many events may wait, from 1 to {@link Channel#MAX_CAPACITY}
   * @param <T> the type of the events
   * @return the receiver; close it to unregister
   * @throws IllegalArgumentException if {@code capacity} is out of bounds
   */
  public static <T> Receiver<T> open(
      Function<? super Emitter<T>, ? extends AutoCloseable> registration, int capacity) {
    return open(registration, capacity, BridgeOptions.defaults());
  }

  /**
   * As {@link #open(Function, int)}, with options.
   *
   * @param registration as above
   * @param capacity as above
   * @param options name and hooks
   * @param <T> the type of the events
   * @return the receiver; close it to unregister
   */
  public static <T> Receiver<T> open(
      Function<? super Emitter<T>, ? extends AutoCloseable> registration,
      int capacity,
      BridgeOptions<T> options) {
    return open(registration, capacity, Overflow.FAIL, options);
  }

  /**
   * As {@link #open(Function, int)}, with another answer to too many events.
   *
   * @param registration as above
   * @param capacity as above
   * @param overflow {@code FAIL}, {@code DROP_OLDEST} or {@code DROP_NEWEST}; what is dropped goes
   *     to {@code onUndelivered}
   * @param options name and hooks
   * @param <T> the type of the events
   * @return the receiver; close it to unregister
   * @throws IllegalArgumentException if {@code overflow} is {@code WAIT}, which would make the
   *     source's thread wait
   */
  public static <T> Receiver<T> open(
      Function<? super Emitter<T>, ? extends AutoCloseable> registration,
      int capacity,
      Overflow overflow,
      BridgeOptions<T> options) {
    Objects.requireNonNull(overflow, "overflow policy is null");
    if (overflow == Overflow.WAIT) {
      throw new IllegalArgumentException("a listener must not wait; pause its source: " + overflow);
    }
    return open(registration, capacity, overflow, null, options);
  }

  /**
   * As {@link #open(Function, int)}, for a source that can be paused.
   *
   * @param registration as above
   * @param capacity how many events may wait before the source is paused
   * @param pausing how to pause and resume, and how many events may come in spite of it
   * @param options name and hooks
   * @param <T> the type of the events
   * @return the receiver; close it to unregister
   */
  public static <T> Receiver<T> open(
      Function<? super Emitter<T>, ? extends AutoCloseable> registration,
      int capacity,
      Pausing pausing,
      BridgeOptions<T> options) {
    Objects.requireNonNull(pausing, "pausing is null");
    return open(registration, capacity, Overflow.FAIL, pausing, options);
  }

  private static <T> Receiver<T> open(
      Function<? super Emitter<T>, ? extends AutoCloseable> registration,
      int capacity,
      Overflow overflow,
      @Nullable Pausing pausing,
      BridgeOptions<T> options) {
    Objects.requireNonNull(registration, "registration is null");
    Objects.requireNonNull(options, "options are null");
    int slack = pausing == null ? 0 : pausing.slack();
    if (capacity < 1 || capacity > Channel.MAX_CAPACITY - slack) {
      throw new IllegalArgumentException(
          "capacity is not in 1.." + (Channel.MAX_CAPACITY - slack) + ": " + capacity);
    }
    BridgeOptions<T> carrying = Foreign.prepared(options, "listener");
    Registration listener = new Registration(carrying);
    Pacer pacer = pausing == null ? null : new Pacer(pausing, capacity, carrying, listener::isOver);
    Channel.Builder<T> builder =
        Channel.<T>builder()
            .name(Objects.requireNonNull(carrying.name()))
            .capacity(capacity + slack)
            .overflow(overflow)
            .onUndelivered(carrying::undelivered)
            .onStop(() -> listener.end(() -> {}))
            .closeWhenAbandoned();
    if (pacer != null) {
      builder.onTaken(pacer::taken);
    }
    Channel<T> channel = builder.build();
    Emitter<T> emitter = new Emitter<>(channel.sender(), listener, pacer, carrying);
    try {
      listener.isUndoneBy(
          Objects.requireNonNull(
              registration.apply(emitter), "registration does not say how to unregister"));
    } catch (Throwable t) {
      channel.receiver().close();
      throw t;
    }
    return channel.receiver();
  }

  /**
   * Starts a call to a library with callbacks and waits for its outcome.
   *
   * @param start starts the call, on the calling thread; it may report before it returns, and what
   *     it throws is thrown here
   * @param <T> the type of the value
   * @return the value; may be null
   * @throws InterruptedException if interrupted while waiting, or before, in which case nothing was
   *     started. If the outcome came first, this returns or throws that, and the interrupt flag
   *     stays set
   * @throws dev.towpath.channel.BridgeException if the call failed with a checked cause; an
   *     unchecked one is thrown as itself
   * @throws java.util.concurrent.CancellationException if the call was cancelled by somebody else
   * @throws IllegalStateException if the calling thread must not wait; nothing was started
   */
  public static <T> @Nullable T await(Consumer<? super Callback<T>> start)
      throws InterruptedException {
    return await(start, BridgeOptions.defaults());
  }

  /**
   * As {@link #await(Consumer)}, with options.
   *
   * @param start starts the call
   * @param options name and hooks; a second outcome, or one that nobody waits for, goes to these
   * @param <T> the type of the value
   * @return the value; may be null
   * @throws InterruptedException as above
   */
  public static <T> @Nullable T await(Consumer<? super Callback<T>> start, BridgeOptions<T> options)
      throws InterruptedException {
    try {
      return await(start, FutureWait.FOREVER, options);
    } catch (TimeoutException e) {
      throw new AssertionError("292 years have passed", e);
    }
  }

  /**
   * As {@link #await(Consumer)}, waiting for a limited time, after which the call is stopped.
   *
   * @param start starts the call
   * @param limit how long to wait once it is started; zero or less takes what is there
   * @param <T> the type of the value
   * @return the value; may be null
   * @throws InterruptedException as above
   * @throws TimeoutException if the time was up first
   */
  public static <T> @Nullable T await(Consumer<? super Callback<T>> start, Duration limit)
      throws InterruptedException, TimeoutException {
    return await(start, limit, BridgeOptions.defaults());
  }

  /**
   * As {@link #await(Consumer, Duration)}, with options.
   *
   * @param start starts the call
   * @param limit how long to wait
   * @param options name and hooks
   * @param <T> the type of the value
   * @return the value; may be null
   * @throws InterruptedException as above
   * @throws TimeoutException as above
   */
  public static <T> @Nullable T await(
      Consumer<? super Callback<T>> start, Duration limit, BridgeOptions<T> options)
      throws InterruptedException, TimeoutException {
    Objects.requireNonNull(start, "start is null");
    Objects.requireNonNull(limit, "time limit is null");
    Objects.requireNonNull(options, "options are null");
    BlockingGuard.check("await");
    if (Thread.interrupted()) {
      throw new InterruptedException(); // before anything was started
    }
    Callback<T> callback = new Callback<>(options);
    callback.startBy(start);
    return callback.await(limit);
  }

  /**
   * Runs the producer on a virtual thread, from now on, and calls the listener with what it sends.
   *
   * @param producer sends the values; returning ends, throwing fails
   * @param listener called on that thread, one call at a time; throwing stops the producer
   * @param <T> the type of the values
   * @return closing it stops the producer
   */
  public static <T> Handle publish(Producer<T> producer, Listener<? super T> listener) {
    return publish(producer, listener, BridgeOptions.defaults());
  }

  /**
   * As {@link #publish(Producer, Listener)}, with options.
   *
   * @param producer sends the values
   * @param listener hears them
   * @param options name and hooks; what the listener throws goes to {@code onLateError}
   * @param <T> the type of the values
   * @return closing it stops the producer
   */
  public static <T> Handle publish(
      Producer<T> producer, Listener<? super T> listener, BridgeOptions<T> options) {
    Objects.requireNonNull(producer, "producer is null");
    Objects.requireNonNull(listener, "listener is null");
    Objects.requireNonNull(options, "options are null");
    return ListenerRun.start(producer, listener, options);
  }

  /**
   * Runs the callable on a virtual thread, from now on, and calls back once with its value or with
   * what it threw.
   *
   * @param callable its value may be null
   * @param callback given the value and null, or null and the failure, on that thread
   * @param <T> the type of the value
   * @return closing it stops the callable; nothing is called back then
   */
  public static <T> Handle call(
      Callable<? extends @Nullable T> callable,
      BiConsumer<? super @Nullable T, ? super @Nullable Throwable> callback) {
    return call(callable, callback, BridgeOptions.defaults());
  }

  /**
   * As {@link #call(Callable, BiConsumer)}, with options.
   *
   * @param callable its value may be null; one that it returns after a stop goes to {@code
   *     onUndelivered}
   * @param callback as above; what it throws goes to {@code onLateError}
   * @param options name and hooks
   * @param <T> the type of the value
   * @return closing it stops the callable; nothing is called back then
   */
  public static <T> Handle call(
      Callable<? extends @Nullable T> callable,
      BiConsumer<? super @Nullable T, ? super @Nullable Throwable> callback,
      BridgeOptions<T> options) {
    Objects.requireNonNull(callable, "callable is null");
    Objects.requireNonNull(callback, "callback is null");
    Objects.requireNonNull(options, "options are null");
    SingleRun<T> run =
        new SingleRun<>(options) {
          @Override
          boolean succeed(@Nullable T value) {
            callback.accept(value, null);
            return true;
          }

          @Override
          boolean fail(Throwable failure) {
            callback.accept(null, failure);
            return true;
          }
        };
    run.start(callable);
    return run::stop;
  }
}
