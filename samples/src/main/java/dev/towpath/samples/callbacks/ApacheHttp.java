package dev.towpath.samples.callbacks;

import dev.towpath.jdk.Callback;
import dev.towpath.jdk.CallbackBridge;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.hc.core5.concurrent.FutureCallback;

/** Apache HttpClient 5's asynchronous client: a callback with three outcomes, and a future. */
public final class ApacheHttp {
  private ApacheHttp() {}

  /**
   * Starts an exchange and waits for it; an interrupt cancels it.
   *
   * <p>{@code ApacheHttp.await(callback -> client.execute(request, callback))}
   */
  // @start region="await"
  public static <T> T await(Function<FutureCallback<T>, Future<T>> exchange)
      throws InterruptedException {
    return CallbackBridge.await(callback -> {
      Future<T> running = exchange.apply(report(callback));
      callback.onStop(() -> running.cancel(true));
    });
  }

  private static <T> FutureCallback<T> report(Callback<T> to) {
    return new FutureCallback<>() {
      @Override
      public void completed(T result) {
        to.success(result);
      }

      @Override
      public void failed(Exception cause) {
        to.failure(cause);
      }

      @Override
      public void cancelled() {
        to.cancelled();
      }
    };
  }
  // @end
}
