package dev.towpath.samples.guide.s06;

import dev.towpath.jdk.CallbackBridge;
import dev.towpath.jdk.FutureBridge;
import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.CallbackShop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/** A latch by hand before, {@code CallbackBridge.await} after. */
public final class CallbackStyle implements Style<String, String> {
  private final CallbackShop shop;

  public CallbackStyle(CallbackShop shop) {
    this.shop = shop;
  }

  // @start region="style"
  /** Before: what an interrupt and the end of the time do to the call, nobody has thought of. */
  String withALatch(String path, Duration limit) throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    AtomicReference<String> value = new AtomicReference<>();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    shop.get(path, Duration.ofMinutes(1), value::set, failure::set, over::countDown);
    if (!over.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new TimeoutException(path);
    }
    if (failure.get() != null) {
      throw new ExecutionException(failure.get());
    }
    return value.get();
  }

  /** After. */
  String now(String path, Duration limit) throws Exception {
    return CallbackBridge.await(
        callback -> {
          Runnable stop = shop.get(path, limit, callback::success, callback::failure, () -> {});
          callback.onStop(stop::run);
        },
        limit);
  }

  // @end

  @Override
  public CompletableFuture<String> start(String path, Duration limit) {
    return FutureBridge.call(() -> now(path, limit));
  }
}
