package dev.towpath.samples.guide.s01;

import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.FutureShop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** {@code thenCompose}. */
public final class FutureStyle implements Style<String, String> {
  private final FutureShop shop;

  public FutureStyle(FutureShop shop) {
    this.shop = shop;
  }

  // @start region="style"
  CompletableFuture<String> discount(String order, Duration limit) {
    return shop.get("/orders/" + order)
        .thenCompose(customer -> shop.get("/discounts/" + customer))
        .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  // @end

  @Override
  public CompletableFuture<String> start(String order, Duration limit) {
    return discount(order, limit);
  }
}
