package dev.towpath.samples.guide.s09;

import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.RxShop;
import io.reactivex.rxjava3.core.Single;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** {@code zip}: disposes the others. */
public final class RxStyle implements Style<String, String> {
  private final RxShop shop;

  public RxStyle(RxShop shop) {
    this.shop = shop;
  }

  // @start region="style"
  Single<String> offer(String item, Duration limit) {
    return Single.zip(
            shop.get("/prices/" + item),
            shop.get("/stock/" + item),
            shop.get("/rating/" + item),
            (price, stock, rating) -> String.join(" ", price, stock, rating))
        .timeout(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  // @end

  @Override
  public CompletableFuture<String> start(String item, Duration limit) {
    return offer(item, limit).toCompletionStage().toCompletableFuture();
  }
}
