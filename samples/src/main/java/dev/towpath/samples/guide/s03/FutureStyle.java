package dev.towpath.samples.guide.s03;

import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.FutureShop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** {@code thenCompose} that ignores its argument. */
public final class FutureStyle implements Style<String, Void> {
  private final FutureShop shop;

  public FutureStyle(FutureShop shop) {
    this.shop = shop;
  }

  // @start region="style"
  CompletableFuture<Void> buy(String order, Duration limit) {
    return shop.get("/reserve/" + order)
        .thenCompose(dropped -> shop.get("/pay/" + order))
        .thenCompose(dropped -> shop.get("/tell/" + order))
        .<Void>thenApply(dropped -> null)
        .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  // @end

  @Override
  public CompletableFuture<Void> start(String order, Duration limit) {
    return buy(order, limit);
  }
}
