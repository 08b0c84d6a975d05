package dev.towpath.samples.guide.s03;

import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.RxShop;
import io.reactivex.rxjava3.core.Completable;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** {@code andThen}. */
public final class RxStyle implements Style<String, Void> {
  private final RxShop shop;

  public RxStyle(RxShop shop) {
    this.shop = shop;
  }

  // @start region="style"
  Completable buy(String order, Duration limit) {
    return shop.get("/reserve/" + order)
        .ignoreElement()
        .andThen(shop.get("/pay/" + order).ignoreElement())
        .andThen(shop.get("/tell/" + order).ignoreElement())
        .timeout(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  // @end

  @Override
  public CompletableFuture<Void> start(String order, Duration limit) {
    return buy(order, limit).<Void>toCompletionStage(null).toCompletableFuture();
  }
}
