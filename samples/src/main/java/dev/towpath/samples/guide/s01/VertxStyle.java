package dev.towpath.samples.guide.s01;

import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.VertxShop;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** {@code compose}. */
public final class VertxStyle implements Style<String, String> {
  private final VertxShop shop;

  public VertxStyle(VertxShop shop) {
    this.shop = shop;
  }

  // @start region="style"
  Future<String> discount(String order, Duration limit) {
    return shop.get("/orders/" + order)
        .compose(customer -> shop.get("/discounts/" + customer))
        .timeout(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  // @end

  @Override
  public CompletableFuture<String> start(String order, Duration limit) {
    return discount(order, limit).toCompletionStage().toCompletableFuture();
  }
}
