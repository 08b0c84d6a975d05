package dev.towpath.samples.guide.s09;

import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.FutureShop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** {@code allOf}: waits for all, even after a failure, and cancels none. */
public final class FutureStyle implements Style<String, String> {
  private final FutureShop shop;

  public FutureStyle(FutureShop shop) {
    this.shop = shop;
  }

  // @start region="style"
  CompletableFuture<String> offer(String item, Duration limit) {
    CompletableFuture<String> price = shop.get("/prices/" + item);
    CompletableFuture<String> stock = shop.get("/stock/" + item);
    CompletableFuture<String> rating = shop.get("/rating/" + item);
    return CompletableFuture.allOf(price, stock, rating)
        .thenApply(unused -> String.join(" ", price.join(), stock.join(), rating.join()))
        .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  // @end

  @Override
  public CompletableFuture<String> start(String item, Duration limit) {
    return offer(item, limit);
  }
}
