package dev.towpath.vertx;

import dev.towpath.channel.BlockingGuard;
import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.Channel;
import dev.towpath.channel.OneShot;
import dev.towpath.channel.Overflow;
import dev.towpath.channel.Producer;
import dev.towpath.channel.Receiver;
import dev.towpath.flow.FlowBridge;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.streams.ReadStream;
import io.vertx.core.streams.WriteStream;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Between Vert.x, 4.5 or 5, and virtual threads. Only {@code await} waits.
 *
 * <p>
 *
 * {@snippet :
 * Receiver<Buffer> body = VertxBridge.open(request, 16);            // many in; on the request's context
 * Row row = VertxBridge.await(client.find(id));                     // one in
 * VertxBridge.publish(out -> export(out)).pipeTo(response);         // many out
 * Future<Price> price = VertxBridge.call(() -> lookUp(id));         // one out
 * }
 *
 * <p>With this module present, every wait of the library (send, receive, select, await, the join of
 * a scope) also leaves a virtual-thread context free while it lasts, so what ends it may come from
 * the same context, and is refused on event loops.
 *
 * <table>
 * <caption>How it behaves</caption>
 * <tr><th>demand</th><td>{@code open}: the stream is paused inside {@code open}, then {@code demand}
 *     values are fetched, then what was taken as soon as it is three quarters of that. {@code
 *     publish}: the producer's send waits until its value is wanted: by what was fetched, or up to 64
 *     ahead of a stream that flows or is written to</td></tr>
 * <tr><th>stop</th><td>closing the receiver pauses the stream, or does what {@link OnStop} says; it
 *     unregisters a consumer or handler. A Future cannot be stopped: {@code await} only watches it.
 *     {@link PublishedStream#close}, the stop that a {@code call} was given, and the undeploy of the
 *     verticle interrupt the body</td></tr>
 * <tr><th>error</th><td>after the data, as itself; a checked one reaches the waiter inside a {@code
 *     BridgeException}, a handler as itself</td></tr>
 * <tr><th>empty, null</th><td>null is a value of a Future; a stream has none, and one that comes, as
 *     a null body does, fails the receiver</td></tr>
 * <tr><th>thread</th><td>handlers and completions run on the captured context: that of the caller, or
 *     one that is given. Bodies run on a virtual thread of their own, outside of any context</td></tr>
 * <tr><th>context</th><td>of Vert.x, as above. What {@link dev.towpath.channel.ContextCarrier}s take
 *     from the caller is there in bodies and in the functions of the options; handlers have what
 *     their Vert.x context has</td></tr>
 * <tr><th>late</th><td>values that nobody will get go to {@code onUndelivered}, errors that nobody
 *     waits for to {@code onLateError}</td></tr>
 * <tr><th>abandoned</th><td>a receiver that is dropped unclosed is reported and closed; so is a
 *     published stream that was started and can no longer be asked for more, see {@link
 *     PublishedStream}</td></tr>
 * <tr><th>start</th><td>at once; {@code publish} without a target with its first handler</td></tr>
 * </table>
 */
public final class VertxBridge {
  private VertxBridge() {}

  /**
   * Reads a stream. Call it on the stream's context, in the tick that brought the stream: it is
   * paused before this returns, so nothing is lost however late the receiver is read.
   *
   * @param stream the stream; has no other handlers, and is left paused when the receiver is closed
   *     before its end
   * @param demand how many values may be outstanding or buffered at most, from 1 to {@link
   *     Channel#MAX_CAPACITY}
   * @param <T> the type of the values
   * @return the receiver, to be given to a virtual thread
   * @throws IllegalArgumentException if {@code demand} is out of bounds
   */
  public static <T> Receiver<T> open(ReadStream<T> stream, int demand) {
    return open(stream, demand, BridgeOptions.defaults());
  }

  /**
   * As {@link #open(ReadStream, int)}, with options.
   *
   * @param stream the stream
   * @param demand as above
   * @param options name and hooks
   * @param <T> the type of the values
   * @return the receiver
   * @throws IllegalArgumentException if {@code demand} is out of bounds
   */
  public static <T> Receiver<T> open(ReadStream<T> stream, int demand, BridgeOptions<T> options) {
    return open(stream, demand, OnStop.pause(), options);
  }

  /**
   * As {@link #open(ReadStream, int)}, with options and a choice of what becomes of the stream when
   * the receiver is closed before its end.
   *
   * @param stream the stream
   * @param demand as above
   * @param onStop for example {@code OnStop.drain()}, or {@code s -> request.reset()}
   * @param options name and hooks
   * @param <T> the type of the values
   * @return the receiver
   * @throws IllegalArgumentException if {@code demand} is out of bounds
   */
  public static <T> Receiver<T> open(
      ReadStream<T> stream, int demand, OnStop onStop, BridgeOptions<T> options) {
    BridgeOptions<T> captured = captured(options);
    return FlowBridge.open(new StreamSource<>(stream, onStop, captured), demand, captured);
  }

  /**
   * Reads the messages of a consumer, which is unregistered when the receiver is closed. What comes
   * while the receiver is full waits in the consumer's own buffer, 1000 messages by default; beyond
   * that Vert.x discards messages and logs it.
   *
   * @param consumer the consumer; has no handler yet
   * @param demand as for a stream
   * @param <T> the type of the bodies
   * @return the receiver; a message from it is replied to as usual, from any thread
   * @throws IllegalArgumentException if {@code demand} is out of bounds
   */
  public static <T> Receiver<Message<T>> open(MessageConsumer<T> consumer, int demand) {
    return open(consumer, demand, BridgeOptions.defaults());
  }

  /**
   * As {@link #open(MessageConsumer, int)}, with options.
   *
   * @param consumer the consumer
   * @param demand as above
   * @param options name and hooks; a failure to unregister goes to {@code onLateError}
   * @param <T> the type of the bodies
   * @return the receiver
   * @throws IllegalArgumentException if {@code demand} is out of bounds
   */
  public static <T> Receiver<Message<T>> open(
      MessageConsumer<T> consumer, int demand, BridgeOptions<Message<T>> options) {
    OnStop unregister =
        stream ->
            consumer
                .unregister()
                .onComplete(done -> {
                  if (done.failed()) {
                    options.lateError(done.cause());
                  }
                });
    return open((ReadStream<Message<T>>) consumer, demand, unregister, options);
  }

  /**
   * Registers a handler for something that cannot be asked to wait, such as a timer, and returns
   * where the values come out.
   *
   * @param register registers the handler and returns how to unregister it, such as {@code handler
   *     -> { long id = vertx.setPeriodic(10, handler); return () -> vertx.cancelTimer(id); }};
   *     unregistered once, when the receiver is closed
   * @param capacity how many values may be buffered, from 1 to {@link Channel#MAX_CAPACITY}
   * @param overflow what to do with one more: drop the oldest, drop the newest, or fail
   * @param <T> the type of the values
   * @return the receiver; if {@code register} throws, its failure
   * @throws IllegalArgumentException if {@code capacity} is out of bounds or {@code overflow} is to
   *     wait
   */
  public static <T> Receiver<T> open(
      Function<? super Handler<T>, Runnable> register, int capacity, Overflow overflow) {
    return open(register, capacity, overflow, BridgeOptions.defaults());
  }

  /**
   * As {@link #open(Function, int, Overflow)}, with options.
   *
   * @param register as above
   * @param capacity as above
   * @param overflow as above
   * @param options name and hooks; dropped values go to {@code onUndelivered}
   * @param <T> the type of the values
   * @return the receiver
   * @throws IllegalArgumentException as above
   */
  public static <T> Receiver<T> open(
      Function<? super Handler<T>, Runnable> register,
      int capacity,
      Overflow overflow,
      BridgeOptions<T> options) {
    Objects.requireNonNull(register, "register is null");
    if (overflow == Overflow.WAIT) {
      throw new IllegalArgumentException("a handler cannot be made to wait: overflow WAIT");
    }
    if (capacity < 1 || capacity > Channel.MAX_CAPACITY) {
      throw new IllegalArgumentException(
          "capacity is not in 1.." + Channel.MAX_CAPACITY + ": " + capacity);
    }
    return Listening.open(register, capacity, overflow, captured(options));
  }

  /**
   * Waits for a Future, which is only watched: neither an interrupt nor a time limit changes it.
   *
   * @param future the future
   * @param <T> the type of the value
   * @return the value, which may be null
   * @throws InterruptedException if interrupted before or while waiting. If the outcome came first,
   *     this returns or throws that, and the interrupt flag stays set
   * @throws dev.towpath.channel.BridgeException if the future failed with a checked cause; an
   *     unchecked one is thrown as itself
   * @throws IllegalStateException if the calling thread is an event loop
   */
  public static <T> @Nullable T await(Future<T> future) throws InterruptedException {
    return await(future, BridgeOptions.defaults());
  }

  /**
   * As {@link #await(Future)}, with options.
   *
   * @param future the future
   * @param options name and hooks; an outcome that comes after an interrupt goes to them
   * @param <T> the type of the value
   * @return the value, or null
   * @throws InterruptedException as above
   */
  public static <T> @Nullable T await(Future<T> future, BridgeOptions<T> options)
      throws InterruptedException {
    Objects.requireNonNull(options, "options are null");
    return isThere(future) ? future.result() : await(registration(future), options);
  }

  /**
   * As {@link #await(Future)}, for a limited time.
   *
   * @param future the future
   * @param limit how long to wait; zero or less does not wait
   * @param <T> the type of the value
   * @return the value, or null
   * @throws InterruptedException as above
   * @throws TimeoutException if the time was up first
   */
  public static <T> @Nullable T await(Future<T> future, Duration limit)
      throws InterruptedException, TimeoutException {
    return await(future, limit, BridgeOptions.defaults());
  }

  /**
   * As {@link #await(Future, Duration)}, with options.
   *
   * @param future the future
   * @param limit how long to wait
   * @param options name and hooks
   * @param <T> the type of the value
   * @return the value, or null
   * @throws InterruptedException as above
   * @throws TimeoutException as above
   */
  public static <T> @Nullable T await(Future<T> future, Duration limit, BridgeOptions<T> options)
      throws InterruptedException, TimeoutException {
    Objects.requireNonNull(limit, "time limit is null");
    Objects.requireNonNull(options, "options are null");
    return isThere(future) ? future.result() : await(registration(future), limit, options);
  }

  /**
   * Starts something that takes a handler for its outcome, in the style of Vert.x 4, and waits for
   * it. The first outcome counts.
   *
   * @param start starts it, such as {@code handler -> client.find(id, handler)}; what it throws is
   *     the outcome
   * @param <T> the type of the value
   * @return the value, or null
   * @throws InterruptedException as above; if interrupted before, nothing was started
   * @throws IllegalStateException if the calling thread is an event loop; nothing was started
   */
  public static <T> @Nullable T await(Consumer<Handler<AsyncResult<T>>> start)
      throws InterruptedException {
    return await(start, BridgeOptions.defaults());
  }

  /**
   * As {@link #await(Consumer)}, with options.
   *
   * @param start as above
   * @param options name and hooks; an outcome that comes too late goes to them
   * @param <T> the type of the value
   * @return the value, or null
   * @throws InterruptedException as above
   */
  public static <T> @Nullable T await(
      Consumer<Handler<AsyncResult<T>>> start, BridgeOptions<T> options)
      throws InterruptedException {
    return started(start, options).await();
  }

  /**
   * As {@link #await(Consumer)}, for a limited time.
   *
   * @param start as above
   * @param limit how long to wait; zero or less takes what comes while it is started
   * @param <T> the type of the value
   * @return the value, or null
   * @throws InterruptedException as above
   * @throws TimeoutException if the time was up first
   */
  public static <T> @Nullable T await(Consumer<Handler<AsyncResult<T>>> start, Duration limit)
      throws InterruptedException, TimeoutException {
    return await(start, limit, BridgeOptions.defaults());
  }

  /**
   * As {@link #await(Consumer, Duration)}, with options.
   *
   * @param start as above
   * @param limit how long to wait
   * @param options name and hooks
   * @param <T> the type of the value
   * @return the value, or null
   * @throws InterruptedException as above
   * @throws TimeoutException as above
   */
  public static <T> @Nullable T await(
      Consumer<Handler<AsyncResult<T>>> start, Duration limit, BridgeOptions<T> options)
      throws InterruptedException, TimeoutException {
    Objects.requireNonNull(limit, "time limit is null");
    return started(start, options).await(limit);
  }

  /**
   * Returns a stream that runs the producer with its first handler and calls its handlers on the
   * calling context.
   *
   * @param producer sends the values, on a virtual thread; returning ends the stream, throwing
   *     fails it
   * @param <T> the type of the values
   * @throws IllegalStateException if the calling thread is on no Vert.x context
   */
  public static <T> PublishedStream<T> publish(Producer<T> producer) {
    return publish(producer, BridgeOptions.defaults());
  }

  /**
   * As {@link #publish(Producer)}, with options.
   *
   * @param producer as above
   * @param options name and hooks
   * @param <T> the type of the values
   * @throws IllegalStateException as above
   */
  public static <T> PublishedStream<T> publish(Producer<T> producer, BridgeOptions<T> options) {
    return publish(here("publish"), producer, options);
  }

  /**
   * As {@link #publish(Producer)}, for a context that is given.
   *
   * @param context where the handlers are called
   * @param producer as above
   * @param options name and hooks
   * @param <T> the type of the values
   */
  public static <T> PublishedStream<T> publish(
      Context context, Producer<T> producer, BridgeOptions<T> options) {
    return new Published<>(
        new OutStream<>(
            checked(context),
            Objects.requireNonNull(producer, "producer is null"),
            captured(options)));
  }

  /**
   * Runs the producer and writes what it sends, on the calling context, which should be the
   * target's. A full target makes the producer's send wait.
   *
   * @param producer sends the values, on a virtual thread; interrupted when a write fails
   * @param target ended after the last value, also when the producer or a write has failed
   * @param <T> the type of the values
   * @return succeeds when all is written and the target has ended; else the first failure
   * @throws IllegalStateException if the calling thread is on no Vert.x context
   */
  public static <T> Future<Void> publish(Producer<T> producer, WriteStream<T> target) {
    return Pump.start(
        here("publish"),
        Objects.requireNonNull(producer, "producer is null"),
        new Sink.OfStream<>(checked(target)),
        false,
        null,
        captured(BridgeOptions.defaults()));
  }

  /**
   * As {@link #publish(Producer, WriteStream)}, for a target that must not look complete when it is
   * not, such as a response: {@code publish(out -> export(out), response, failure ->
   * response.reset())}.
   *
   * @param producer as above
   * @param target ended after the last value, and only then
   * @param onFailure called instead of ending the target when the producer or a write has failed
   * @param <T> the type of the values
   * @return as above
   * @throws IllegalStateException as above
   */
  public static <T> Future<Void> publish(
      Producer<T> producer, WriteStream<T> target, Handler<Throwable> onFailure) {
    return publish(here("publish"), producer, target, onFailure, BridgeOptions.defaults());
  }

  /**
   * As {@link #publish(Producer, WriteStream, Handler)}, for a context that is given.
   *
   * @param context where to write
   * @param producer as above
   * @param target ended after the last value
   * @param onFailure as above
   * @param options name and hooks
   * @param <T> the type of the values
   * @return as above
   */
  public static <T> Future<Void> publish(
      Context context,
      Producer<T> producer,
      WriteStream<T> target,
      Handler<Throwable> onFailure,
      BridgeOptions<T> options) {
    return Pump.start(
        checked(context),
        Objects.requireNonNull(producer, "producer is null"),
        new Sink.OfStream<>(checked(target)),
        false,
        Objects.requireNonNull(onFailure, "onFailure is null"),
        captured(options));
  }

  /**
   * As {@link #publish(Producer, WriteStream)}, one write at a time: a send is accepted when the
   * write before it has succeeded.
   *
   * @param producer as above
   * @param target as above
   * @param <T> the type of the values
   * @return as above
   * @throws IllegalStateException as above
   */
  public static <T> Future<Void> publishAwaitingWrites(
      Producer<T> producer, WriteStream<T> target) {
    return Pump.start(
        here("publishAwaitingWrites"),
        Objects.requireNonNull(producer, "producer is null"),
        new Sink.OfStream<>(checked(target)),
        true,
        null,
        captured(BridgeOptions.defaults()));
  }

  /**
   * As {@link #publish(Context, Producer, WriteStream, Handler, BridgeOptions)}, one write at a
   * time.
   *
   * @param context as above
   * @param producer as above
   * @param target as above
   * @param onFailure as above
   * @param options name and hooks
   * @param <T> the type of the values
   * @return as above
   */
  public static <T> Future<Void> publishAwaitingWrites(
      Context context,
      Producer<T> producer,
      WriteStream<T> target,
      Handler<Throwable> onFailure,
      BridgeOptions<T> options) {
    return Pump.start(
        checked(context),
        Objects.requireNonNull(producer, "producer is null"),
        new Sink.OfStream<>(checked(target)),
        true,
        Objects.requireNonNull(onFailure, "onFailure is null"),
        captured(options));
  }

  /**
   * Runs the producer and sends what it sends to an address, as requests: at most {@code window}
   * are unanswered, which is the back-pressure that the event bus itself does not have.
   *
   * @param producer sends the bodies, on a virtual thread; interrupted when a request fails
   * @param bus the event bus
   * @param address whose consumer replies to each message, with anything
   * @param window how many messages may be unanswered, 1 or more
   * @param <T> the type of the bodies
   * @return succeeds when all are answered; else the first failure. Completed on the calling
   *     context
   * @throws IllegalStateException if the calling thread is on no Vert.x context
   * @throws IllegalArgumentException if {@code window} is less than 1
   */
  public static <T> Future<Void> publish(
      Producer<T> producer, EventBus bus, String address, int window) {
    return publish(here("publish"), producer, bus, address, window, BridgeOptions.defaults());
  }

  /**
   * As {@link #publish(Producer, EventBus, String, int)}, for a context that is given.
   *
   * @param context where the future is completed
   * @param producer as above
   * @param bus as above
   * @param address as above
   * @param window as above
   * @param options name and hooks
   * @param <T> the type of the bodies
   * @return as above
   * @throws IllegalArgumentException as above
   */
  public static <T> Future<Void> publish(
      Context context,
      Producer<T> producer,
      EventBus bus,
      String address,
      int window,
      BridgeOptions<T> options) {
    if (window < 1) {
      throw new IllegalArgumentException("window < 1: " + window);
    }
    return Pump.start(
        checked(context),
        Objects.requireNonNull(producer, "producer is null"),
        new Sink.OfAddress<>(
            Objects.requireNonNull(bus, "event bus is null"),
            Objects.requireNonNull(address, "address is null"),
            window),
        false,
        null,
        captured(options));
  }

  /**
   * Runs the callable at once, on a virtual thread of its own.
   *
   * @param callable its value, which may be null, is the future's; what it throws is its failure,
   *     as itself. Interrupted when the verticle is undeployed; the future then fails with a {@code
   *     CancellationException}
   * @param <T> the type of the value
   * @return the future, whose handlers are called on the calling context
   * @throws IllegalStateException if the calling thread is on no Vert.x context
   */
  public static <T> Future<T> call(Callable<? extends @Nullable T> callable) {
    return call(callable, BridgeOptions.defaults());
  }

  /**
   * As {@link #call(Callable)}, with options.
   *
   * @param callable as above
   * @param options name and hooks; a value that it returns after the undeploy goes to {@code
   *     onUndelivered}
   * @param <T> the type of the value
   * @return the future
   * @throws IllegalStateException as above
   */
  public static <T> Future<T> call(
      Callable<? extends @Nullable T> callable, BridgeOptions<T> options) {
    return call(here("call"), callable, options);
  }

  /**
   * As {@link #call(Callable)}, for a context that is given.
   *
   * @param context where the handlers are called
   * @param callable as above
   * @param options name and hooks
   * @param <T> the type of the value
   * @return the future
   */
  public static <T> Future<T> call(
      Context context, Callable<? extends @Nullable T> callable, BridgeOptions<T> options) {
    return Call.start(
            checked(context),
            Objects.requireNonNull(callable, "callable is null"),
            captured(options))
        .future();
  }

  /**
   * As {@link #call(Callable)}, for a context and a way to stop that are given.
   *
   * @param context where the handlers are called
   * @param callable as above; interrupted also when {@code stop} completes, whatever with
   * @param stop for example the close of the connection that wants the value; the future then fails
   *     with a {@code CancellationException}
   * @param options name and hooks
   * @param <T> the type of the value
   * @return the future
   */
  public static <T> Future<T> call(
      Context context,
      Callable<? extends @Nullable T> callable,
      Future<?> stop,
      BridgeOptions<T> options) {
    Objects.requireNonNull(stop, "stop is null");
    Call<T> call =
        Call.start(
            checked(context),
            Objects.requireNonNull(callable, "callable is null"),
            captured(options));
    stop.onComplete(stopped -> call.stop(new CancellationException("call was stopped")));
    return call.future();
  }

  /** Whether there is nothing to wait for, on a thread that might. */
  private static boolean isThere(Future<?> future) {
    if (!Objects.requireNonNull(future, "future is null").succeeded()) {
      return false;
    }
    BlockingGuard.checkWithoutWait("await");
    return true;
  }

  private static <T> Consumer<Handler<AsyncResult<T>>> registration(Future<T> future) {
    return future::onComplete;
  }

  private static <T> OneShot<T> started(
      Consumer<Handler<AsyncResult<T>>> start, BridgeOptions<T> options)
      throws InterruptedException {
    Objects.requireNonNull(start, "start is null");
    BlockingGuard.check("await");
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    OneShot<T> outcome = new OneShot<>(captured(options));
    try {
      start.accept(result -> {
        if (result.succeeded()) {
          outcome.succeed(result.result());
        } else {
          outcome.fail(result.cause());
        }
      });
    } catch (Throwable t) {
      outcome.fail(t);
    }
    return outcome;
  }

  private static Context here(String verb) {
    Context context = Vertx.currentContext();
    if (context == null) {
      throw new IllegalStateException(
          verb
              + " needs a Vert.x context to call handlers on, and thread '"
              + Thread.currentThread().getName()
              + "' is on none: give it one, such as vertx.getOrCreateContext()");
    }
    return context;
  }

  private static Context checked(Context context) {
    return Objects.requireNonNull(context, "context is null");
  }

  private static <T> WriteStream<T> checked(WriteStream<T> target) {
    return Objects.requireNonNull(target, "target is null");
  }

  private static <T> BridgeOptions<T> captured(BridgeOptions<T> options) {
    return Objects.requireNonNull(options, "options are null").captured();
  }
}
