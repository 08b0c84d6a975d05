package dev.towpath.jdk;

import dev.towpath.channel.BridgeOptions;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Between the JDK's futures and virtual threads. Only {@code await} and {@code awaitOwned} wait.
 *
 * <p>
 *
 * {@snippet :
 * Price price = FutureBridge.await(future);             // one in: others may wait for it too
 * Price mine = FutureBridge.awaitOwned(client.ask(id));  // one in: an interrupt cancels it
 * CompletableFuture<Price> out =
 *     FutureBridge.call(() -> lookUp(id));              // one out: a cancel interrupts the run
 * }
 *
 * <table>
 * <caption>How it behaves</caption>
 * <tr><th>demand</th><td>one outcome</td></tr>
 * <tr><th>stop</th><td>{@code await} observes: an interrupt or a time-out leaves the future as it is.
 *     {@code awaitOwned} owns: they cancel it. Whatever completes a future of {@code call} from outside
 *     (a cancel, {@code complete}, {@code orTimeout}) interrupts the callable; cancelling a future
 *     derived from it does not, as is usual in the JDK</td></tr>
 * <tr><th>error</th><td>one {@code CompletionException} or {@code ExecutionException} is taken off, so
 *     that the waiter gets the same exception from a future and from those derived from it; then a
 *     checked one is thrown inside a {@code BridgeException}, an unchecked one as itself. {@code call}
 *     fails its future with what the callable threw</td></tr>
 * <tr><th>empty, null</th><td>null is a value, both ways</td></tr>
 * <tr><th>thread</th><td>who completes a future never waits for us. A plain {@code Future} can only be
 *     waited for in {@code get}: a virtual thread of ours does that. {@code call} runs the callable on a
 *     virtual thread, and dependants there too, uninterrupted, unless they are async</td></tr>
 * <tr><th>context</th><td>what {@link dev.towpath.channel.ContextCarrier}s capture from the caller
 *     of the verb is opened around the callable, the dependants that run on its thread and the
 *     functions of the options; thread-locals are not inherited otherwise</td></tr>
 * <tr><th>late</th><td>what comes after a cancel goes to the options' functions, once. An observed
 *     future keeps its outcome for others, so nothing of it is late</td></tr>
 * <tr><th>abandoned</th><td>a wait that was left is forgotten by the future, but for an empty handler
 *     until it completes: the JDK cannot remove one</td></tr>
 * <tr><th>start</th><td>at once</td></tr>
 * </table>
 */
public final class FutureBridge {
  private FutureBridge() {}

  /**
   * Waits for the outcome of a stage, which an interrupt leaves as it is.
   *
   * @param source the stage
   * @param <T> the type of the value
   * @return the value; may be null
   * @throws InterruptedException if interrupted before or while waiting. If the outcome came first,
   *     this returns or throws that, and the interrupt flag stays set
   * @throws dev.towpath.channel.BridgeException if the stage failed with a checked cause; an
   *     unchecked one is thrown as itself
   * @throws IllegalStateException if the calling thread must not wait
   */
  public static <T> @Nullable T await(CompletionStage<? extends @Nullable T> source)
      throws InterruptedException {
    try {
      return await(source, FutureWait.FOREVER);
    } catch (TimeoutException e) {
      throw new AssertionError("292 years have passed", e);
    }
  }

  /**
   * As {@link #await(CompletionStage)}, waiting for a limited time.
   *
   * @param source the stage
   * @param limit how long to wait; zero or less takes what is there
   * @param <T> the type of the value
   * @return the value; may be null
   * @throws InterruptedException as above
   * @throws TimeoutException if the time was up first. A time-out of the stage itself comes as the
   *     cause of a {@code BridgeException} instead
   */
  public static <T> @Nullable T await(CompletionStage<? extends @Nullable T> source, Duration limit)
      throws InterruptedException, TimeoutException {
    return FutureWait.await(source, limit);
  }

  /**
   * As {@link #await(CompletionStage)}, for what is a stage and a {@code Future}.
   *
   * @param source the future
   * @param <T> the type of the value
   * @return the value; may be null
   * @throws InterruptedException as above
   */
  public static <T> @Nullable T await(CompletableFuture<? extends @Nullable T> source)
      throws InterruptedException {
    try {
      return await(source, FutureWait.FOREVER);
    } catch (TimeoutException e) {
      throw new AssertionError("292 years have passed", e);
    }
  }

  /**
   * As {@link #await(CompletionStage, Duration)}, for what is a stage and a {@code Future}.
   *
   * @param source the future
   * @param limit how long to wait
   * @param <T> the type of the value
   * @return the value; may be null
   * @throws InterruptedException as above
   * @throws TimeoutException as above
   */
  public static <T> @Nullable T await(
      CompletableFuture<? extends @Nullable T> source, Duration limit)
      throws InterruptedException, TimeoutException {
    return FutureWait.await((CompletionStage<? extends @Nullable T>) source, limit);
  }

  /**
   * As {@link #await(CompletionStage)}, for a plain future.
   *
   * @param source the future
   * @param <T> the type of the value
   * @return the value; may be null
   * @throws InterruptedException as above
   */
  public static <T> @Nullable T await(Future<? extends @Nullable T> source)
      throws InterruptedException {
    try {
      return await(source, FutureWait.FOREVER);
    } catch (TimeoutException e) {
      throw new AssertionError("292 years have passed", e);
    }
  }

  /**
   * As {@link #await(CompletionStage, Duration)}, for a plain future.
   *
   * @param source the future
   * @param limit how long to wait
   * @param <T> the type of the value
   * @return the value; may be null
   * @throws InterruptedException as above
   * @throws TimeoutException as above
   */
  public static <T> @Nullable T await(Future<? extends @Nullable T> source, Duration limit)
      throws InterruptedException, TimeoutException {
    return FutureWait.await(source, limit);
  }

  /**
   * Waits for the outcome of a stage that is the caller's own: an interrupt cancels it.
   *
   * @param source the stage; what its {@code toCompletableFuture} returns is waited for and
   *     cancelled, so a stage that gives out a copy there goes on
   * @param <T> the type of the value
   * @return the value; may be null
   * @throws InterruptedException if interrupted before or while waiting; the stage was cancelled.
   *     If the outcome came first, this returns or throws that, and the interrupt flag stays set
   * @throws dev.towpath.channel.BridgeException if the stage failed with a checked cause; an
   *     unchecked one is thrown as itself
   * @throws IllegalStateException if the calling thread must not wait; nothing was cancelled
   */
  public static <T> @Nullable T awaitOwned(CompletionStage<? extends @Nullable T> source)
      throws InterruptedException {
    return awaitOwned(source, BridgeOptions.defaults());
  }

  /**
   * As {@link #awaitOwned(CompletionStage)}, with options.
   *
   * @param source the stage
   * @param options name and hooks; an outcome that crosses the cancel goes to these
   * @param <T> the type of the value
   * @return the value; may be null
   * @throws InterruptedException as above
   */
  public static <T> @Nullable T awaitOwned(
      CompletionStage<? extends @Nullable T> source, BridgeOptions<T> options)
      throws InterruptedException {
    try {
      return awaitOwned(source, FutureWait.FOREVER, options);
    } catch (TimeoutException e) {
      throw new AssertionError("292 years have passed", e);
    }
  }

  /**
   * As {@link #awaitOwned(CompletionStage)}, waiting for a limited time, after which the stage is
   * cancelled.
   *
   * @param source the stage
   * @param limit how long to wait; zero or less takes what is there
   * @param <T> the type of the value
   * @return the value; may be null
   * @throws InterruptedException as above
   * @throws TimeoutException if the time was up first
   */
  public static <T> @Nullable T awaitOwned(
      CompletionStage<? extends @Nullable T> source, Duration limit)
      throws InterruptedException, TimeoutException {
    return awaitOwned(source, limit, BridgeOptions.defaults());
  }

  /**
   * As {@link #awaitOwned(CompletionStage, Duration)}, with options.
   *
   * @param source the stage
   * @param limit how long to wait
   * @param options name and hooks; an outcome that crosses the cancel goes to these
   * @param <T> the type of the value
   * @return the value; may be null
   * @throws InterruptedException as above
   * @throws TimeoutException as above
   */
  public static <T> @Nullable T awaitOwned(
      CompletionStage<? extends @Nullable T> source, Duration limit, BridgeOptions<T> options)
      throws InterruptedException, TimeoutException {
    return FutureWait.owning(source, limit, options).awaitOwned(source.toCompletableFuture());
  }

  /**
   * As {@link #awaitOwned(CompletionStage)}, for what is a stage and a {@code Future}.
   *
   * @param source the future
   * @param <T> the type of the value
   * @return the value; may be null
   * @throws InterruptedException as above
   */
  public static <T> @Nullable T awaitOwned(CompletableFuture<? extends @Nullable T> source)
      throws InterruptedException {
    return awaitOwned(source, BridgeOptions.defaults());
  }

  /**
   * As {@link #awaitOwned(CompletableFuture)}, with options.
   *
   * @param source the future
   * @param options name and hooks; an outcome that crosses the cancel goes to these
   * @param <T> the type of the value
   * @return the value; may be null
   * @throws InterruptedException as above
   */
  public static <T> @Nullable T awaitOwned(
      CompletableFuture<? extends @Nullable T> source, BridgeOptions<T> options)
      throws InterruptedException {
    try {
      return awaitOwned(source, FutureWait.FOREVER, options);
    } catch (TimeoutException e) {
      throw new AssertionError("292 years have passed", e);
    }
  }

  /**
   * As {@link #awaitOwned(CompletableFuture)}, waiting for a limited time, after which the future
   * is cancelled.
   *
   * @param source the future
   * @param limit how long to wait; zero or less takes what is there
   * @param <T> the type of the value
   * @return the value; may be null
   * @throws InterruptedException as above
   * @throws TimeoutException if the time was up first
   */
  public static <T> @Nullable T awaitOwned(
      CompletableFuture<? extends @Nullable T> source, Duration limit)
      throws InterruptedException, TimeoutException {
    return awaitOwned(source, limit, BridgeOptions.defaults());
  }

  /**
   * As {@link #awaitOwned(CompletableFuture, Duration)}, with options.
   *
   * @param source the future
   * @param limit how long to wait
   * @param options name and hooks; an outcome that crosses the cancel goes to these
   * @param <T> the type of the value
   * @return the value; may be null
   * @throws InterruptedException as above
   * @throws TimeoutException as above
   */
  public static <T> @Nullable T awaitOwned(
      CompletableFuture<? extends @Nullable T> source, Duration limit, BridgeOptions<T> options)
      throws InterruptedException, TimeoutException {
    return FutureWait.owning(source, limit, options).awaitOwned(source);
  }

  /**
   * As {@link #awaitOwned(CompletionStage)}, for a plain future, which is cancelled with {@code
   * cancel(true)}.
   *
   * @param source the future
   * @param <T> the type of the value
   * @return the value; may be null
   * @throws InterruptedException as above
   */
  public static <T> @Nullable T awaitOwned(Future<? extends @Nullable T> source)
      throws InterruptedException {
    return awaitOwned(source, BridgeOptions.defaults());
  }

  /**
   * As {@link #awaitOwned(Future)}, with options.
   *
   * @param source the future
   * @param options name and hooks; an outcome that crosses the cancel goes to these
   * @param <T> the type of the value
   * @return the value; may be null
   * @throws InterruptedException as above
   */
  public static <T> @Nullable T awaitOwned(
      Future<? extends @Nullable T> source, BridgeOptions<T> options) throws InterruptedException {
    try {
      return awaitOwned(source, FutureWait.FOREVER, options);
    } catch (TimeoutException e) {
      throw new AssertionError("292 years have passed", e);
    }
  }

  /**
   * As {@link #awaitOwned(Future)}, waiting for a limited time, after which the future is
   * cancelled.
   *
   * @param source the future
   * @param limit how long to wait; zero or less takes what is there
   * @param <T> the type of the value
   * @return the value; may be null
   * @throws InterruptedException as above
   * @throws TimeoutException if the time was up first
   */
  public static <T> @Nullable T awaitOwned(Future<? extends @Nullable T> source, Duration limit)
      throws InterruptedException, TimeoutException {
    return awaitOwned(source, limit, BridgeOptions.defaults());
  }

  /**
   * As {@link #awaitOwned(Future, Duration)}, with options.
   *
   * @param source the future
   * @param limit how long to wait
   * @param options name and hooks; an outcome that crosses the cancel goes to these
   * @param <T> the type of the value
   * @return the value; may be null
   * @throws InterruptedException as above
   * @throws TimeoutException as above
   */
  public static <T> @Nullable T awaitOwned(
      Future<? extends @Nullable T> source, Duration limit, BridgeOptions<T> options)
      throws InterruptedException, TimeoutException {
    return FutureWait.owning(source, limit, options).awaitOwned(source);
  }

  /**
   * Runs the callable on a virtual thread, from now on, and returns the future of its outcome.
   *
   * @param callable its value, or what it throws, is the future's; whoever completes the future
   *     first interrupts it
   * @param <T> the type of the value
   */
  public static <T> CompletableFuture<@Nullable T> call(Callable<? extends @Nullable T> callable) {
    return call(callable, BridgeOptions.defaults());
  }

  /**
   * As {@link #call(Callable)}, with options.
   *
   * @param callable as above; a value that it returns, or a failure of its own that it throws,
   *     after it was stopped goes to the options' functions
   * @param options name and hooks
   * @param <T> the type of the value
   */
  public static <T> CompletableFuture<@Nullable T> call(
      Callable<? extends @Nullable T> callable, BridgeOptions<T> options) {
    Objects.requireNonNull(callable, "callable is null");
    Objects.requireNonNull(options, "options are null");
    return CallFuture.start(callable, options);
  }
}
