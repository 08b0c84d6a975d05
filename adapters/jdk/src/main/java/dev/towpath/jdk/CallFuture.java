package dev.towpath.jdk;

import dev.towpath.channel.BridgeOptions;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The future of a {@code call}. Whoever completes it from outside stops the run: the usual ways
 * before any dependant runs, so that none can hold the stop up; all others ({@code completeAsync},
 * {@code obtrudeValue}) through a dependant of its own.
 */
final class CallFuture<T> extends CompletableFuture<@Nullable T> {
  private final SingleRun<T> run;

  private CallFuture(BridgeOptions<T> options) {
    this.run =
        new SingleRun<>(options) {
          @Override
          boolean succeed(@Nullable T value) {
            return CallFuture.super.complete(value);
          }

          @Override
          boolean fail(Throwable failure) {
            return CallFuture.super.completeExceptionally(failure);
          }
        };
  }

  static <T> CompletableFuture<@Nullable T> start(
      Callable<? extends @Nullable T> callable, BridgeOptions<T> options) {
    CallFuture<T> future = new CallFuture<>(options);
    future.run.start(callable);
    CompletableFuture<?> unused = future.whenComplete((value, failure) -> future.run.stop());
    return future;
  }

  @Override
  public boolean complete(@Nullable T value) {
    run.stop();
    return super.complete(value);
  }

  @Override
  public boolean completeExceptionally(Throwable failure) {
    run.stop();
    return super.completeExceptionally(failure);
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    run.stop();
    return super.cancel(mayInterruptIfRunning);
  }
}
