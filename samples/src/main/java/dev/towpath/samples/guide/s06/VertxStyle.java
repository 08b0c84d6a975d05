package dev.towpath.samples.guide.s06;

import dev.towpath.jdk.FutureBridge;
import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.VertxShop;
import dev.towpath.vertx.VertxBridge;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A detour by a CompletionStage before, {@code VertxBridge.await} after. */
public final class VertxStyle implements Style<String, String> {
  private final VertxShop shop;

  public VertxStyle(VertxShop shop) {
    this.shop = shop;
  }

  // @start region="style"
  /** Before: on an event loop it waits for itself, for ever. */
  String withJoin(String path, Duration limit) throws Exception {
    return shop.get(path)
        .toCompletionStage()
        .toCompletableFuture()
        .get(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** After: on an event loop it is refused at once; a virtual-thread verticle gives its turn up. */
  String now(String path, Duration limit) throws Exception {
    return VertxBridge.await(shop.get(path), limit);
  }

  // @end

  @Override
  public CompletableFuture<String> start(String path, Duration limit) {
    return FutureBridge.call(() -> now(path, limit));
  }
}
