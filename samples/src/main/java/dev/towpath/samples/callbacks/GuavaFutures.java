package dev.towpath.samples.callbacks;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import com.google.common.util.concurrent.SettableFuture;
import dev.towpath.jdk.Callback;
import dev.towpath.jdk.CallbackBridge;
import dev.towpath.jdk.Handle;
import java.util.concurrent.Callable;

/**
 * Guava's ListenableFuture, both ways. Its listener saves the thread that {@code get} would need.
 */
public final class GuavaFutures {
  private GuavaFutures() {}

  /** Waits for a future that others may wait for too: an interrupt leaves it as it is. */
  // @start region="await"
  public static <T> T await(ListenableFuture<T> future) throws InterruptedException {
    return CallbackBridge.await(callback -> listen(future, callback));
  }

  /** Waits for a future that is the caller's own: an interrupt cancels it. */
  public static <T> T awaitOwned(ListenableFuture<T> future) throws InterruptedException {
    return CallbackBridge.await(callback -> {
      callback.onStop(() -> future.cancel(false));
      listen(future, callback);
    });
  }

  private static <T> void listen(ListenableFuture<T> future, Callback<T> callback) {
    FutureCallback<T> report =
        new FutureCallback<>() {
          @Override
          public void onSuccess(T value) {
            callback.success(value);
          }

          @Override
          public void onFailure(Throwable cause) {
            callback.failure(cause);
          }
        };
    Futures.addCallback(future, report, MoreExecutors.directExecutor());
  }

  // @end

  /** Runs blocking code on a virtual thread; cancelling the future interrupts it. */
  // @start region="call"
  public static <T> ListenableFuture<T> call(Callable<T> blocking) {
    SettableFuture<T> future = SettableFuture.create();
    Handle run =
        CallbackBridge.<T>call(
            blocking,
            (value, failure) -> {
              if (failure == null) {
                future.set(value);
              } else {
                future.setException(failure);
              }
            });
    future.addListener(run::close, MoreExecutors.directExecutor());
    return future;
  }
  // @end
}
