package dev.towpath.samples.guide.s06;

import dev.towpath.jdk.FutureBridge;
import dev.towpath.rxjava3.RxBridge;
import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.RxShop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** {@code blockingGet} before, {@code RxBridge.await} after. */
public final class RxStyle implements Style<String, String> {
  private final RxShop shop;

  public RxStyle(RxShop shop) {
    this.shop = shop;
  }

  // @start region="style"
  /** Before. */
  String withBlockingGet(String path, Duration limit) {
    return shop.get(path).timeout(limit.toMillis(), TimeUnit.MILLISECONDS).blockingGet();
  }

  /** After. */
  String now(String path, Duration limit) throws Exception {
    return RxBridge.await(shop.get(path), limit);
  }

  // @end

  @Override
  public CompletableFuture<String> start(String path, Duration limit) {
    return FutureBridge.call(() -> now(path, limit));
  }
}
