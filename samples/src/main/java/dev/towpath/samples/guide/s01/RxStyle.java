package dev.towpath.samples.guide.s01;

import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.RxShop;
import io.reactivex.rxjava3.core.Single;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** {@code flatMap} of a Single. */
public final class RxStyle implements Style<String, String> {
  private final RxShop shop;

  public RxStyle(RxShop shop) {
    this.shop = shop;
  }

  // @start region="style"
  Single<String> discount(String order, Duration limit) {
    return shop.get("/orders/" + order)
        .flatMap(customer -> shop.get("/discounts/" + customer))
        .timeout(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  // @end

  @Override
  public CompletableFuture<String> start(String order, Duration limit) {
    return discount(order, limit).toCompletionStage().toCompletableFuture();
  }
}
