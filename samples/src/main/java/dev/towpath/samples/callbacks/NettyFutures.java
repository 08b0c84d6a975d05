package dev.towpath.samples.callbacks;

import dev.towpath.jdk.CallbackBridge;
import io.netty.util.concurrent.Future;

/** Netty's Future: its listener runs on the event loop, which only stores the outcome. */
public final class NettyFutures {
  private NettyFutures() {}

  /**
   * Waits for a future that the caller owns, such as a connect or a write: an interrupt cancels.
   */
  // @start region="await"
  public static <T> T awaitOwned(Future<T> future) throws InterruptedException {
    return CallbackBridge.await(callback -> {
      callback.onStop(() -> future.cancel(true));
      future.addListener((Future<T> done) -> {
        if (done.isSuccess()) {
          callback.success(done.getNow());
        } else {
          callback.failure(done.cause());
        }
      });
    });
  }
  // @end
}
