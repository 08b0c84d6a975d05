package dev.towpath.samples.guide.s06;

import dev.towpath.jdk.FutureBridge;
import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.FutureShop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** {@code get} before, {@code FutureBridge.awaitOwned} after. */
public final class FutureStyle implements Style<String, String> {
  private final FutureShop shop;

  public FutureStyle(FutureShop shop) {
    this.shop = shop;
  }

  // @start region="style"
  /** Before: when its time is over, the request goes on. */
  String withGet(String path, Duration limit) throws Exception {
    return shop.get(path).get(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** After: the failure as itself, and the request is aborted with the wait. */
  String now(String path, Duration limit) throws Exception {
    return FutureBridge.awaitOwned(shop.get(path), limit);
  }

  // @end

  @Override
  public CompletableFuture<String> start(String path, Duration limit) {
    return FutureBridge.call(() -> now(path, limit));
  }
}
