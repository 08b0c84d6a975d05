package dev.towpath.jdk;

import dev.towpath.channel.BlockingGuard;
import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.OneShot;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One wait for a future: observed, which never changes it, or owned, which cancels it on leaving.
 */
final class FutureWait<T> {
  static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

  private final Duration limit;
  private final BridgeOptions<T> options;
  private final OneShot<T> outcome;
  private final Answer<T> answer;

  private FutureWait(Duration limit, BridgeOptions<T> options) {
    this.limit = Objects.requireNonNull(limit, "time limit is null");
    this.options = options;
    this.outcome = new OneShot<>(options);
    this.answer = new Answer<>(outcome);
  }

  /** Observes a stage. */
  static <T> @Nullable T await(CompletionStage<? extends @Nullable T> stage, Duration limit)
      throws InterruptedException, TimeoutException {
    if (isThere(stage)) {
      BlockingGuard.checkWithoutWait("await");
      Objects.requireNonNull(limit, "time limit is null");
      return ((CompletableFuture<? extends @Nullable T>) stage).resultNow();
    }
    BlockingGuard.check("await");
    return FutureWait.<T>observing(stage, limit).observe(stage);
  }

  /** Not for subclasses: a minimal stage is one, and refuses to be asked. */
  private static boolean isThere(CompletionStage<?> stage) {
    return stage != null
        && stage.getClass() == CompletableFuture.class
        && ((CompletableFuture<?>) stage).state() == Future.State.SUCCESS;
  }

  /** Observes a future. */
  static <T> @Nullable T await(Future<? extends @Nullable T> future, Duration limit)
      throws InterruptedException, TimeoutException {
    if (future instanceof CompletableFuture<? extends @Nullable T> stage) {
      return await((CompletionStage<? extends @Nullable T>) stage, limit);
    }
    BlockingGuard.check("await");
    return FutureWait.<T>observing(future, limit).observe(future);
  }

  /** A wait without hooks: what it leaves behind stays the future's. */
  private static <T> FutureWait<T> observing(Object source, Duration limit) {
    BridgeOptions<T> options = BridgeOptions.defaults();
    return new FutureWait<>(limit, options.name(nameOf(source)).onLateError(ignored -> {}));
  }

  static <T> FutureWait<T> owning(Object source, Duration limit, BridgeOptions<T> options) {
    Objects.requireNonNull(options, "options are null");
    return new FutureWait<>(limit, Foreign.prepared(options, nameOf(source)));
  }

  private static String nameOf(Object source) {
    return Objects.requireNonNull(source, "source is null").getClass().getSimpleName();
  }

  private @Nullable T observe(CompletionStage<? extends @Nullable T> stage)
      throws InterruptedException, TimeoutException {
    try {
      listenTo(stage);
      return outcome.await(limit);
    } finally {
      answer.forget();
    }
  }

  @Nullable T awaitOwned(CompletableFuture<? extends @Nullable T> future)
      throws InterruptedException, TimeoutException {
    BlockingGuard.check("awaitOwned");
    listenTo(future);
    return awaitOrCancel(future);
  }

  private @Nullable T observe(Future<? extends @Nullable T> future)
      throws InterruptedException, TimeoutException {
    Thread getter = get(future);
    try {
      return outcome.await(limit);
    } finally {
      answer.forget();
      getter.interrupt(); // out of get, which is nothing to the future
    }
  }

  @Nullable T awaitOwned(Future<? extends @Nullable T> future)
      throws InterruptedException, TimeoutException {
    if (future instanceof CompletableFuture<? extends @Nullable T> stage) {
      return awaitOwned(stage);
    }
    BlockingGuard.check("awaitOwned");
    get(future);
    return awaitOrCancel(future);
  }

  private void listenTo(CompletionStage<? extends @Nullable T> stage) {
    stage.handle(answer);
  }

  /** Has a virtual thread of ours wait in {@code get}; the caller waits as every verb waits. */
  private Thread get(Future<? extends @Nullable T> future) {
    return Thread.ofVirtual()
        .name("towpath-await " + options.name())
        .inheritInheritableThreadLocals(false)
        .start(() -> {
          try {
            answer.succeed(future.get());
          } catch (Throwable t) {
            answer.fail(t);
          }
        });
  }

  private @Nullable T awaitOrCancel(Future<?> future)
      throws InterruptedException, TimeoutException {
    try {
      return outcome.await(limit);
    } finally {
      if (outcome.isGivenUp()) {
        answer.cancelled();
        cancel(future);
      }
    }
  }

  private void cancel(Future<?> future) {
    try {
      future.cancel(true);
    } catch (Throwable t) { // the waiter must hear why it stopped waiting, not this
      options.lateError(t);
    }
  }
}
