package dev.towpath.samples.guide.s04;

import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.ShopException;
import dev.towpath.samples.guide.shop.VertxShop;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** {@code recover}. */
public final class VertxStyle implements Style<String, String> {
  private final VertxShop shop;

  public VertxStyle(VertxShop shop) {
    this.shop = shop;
  }

  // @start region="style"
  Future<String> price(String item, Duration limit) {
    return shop.get("/prices/" + item)
        .recover(VertxStyle::recovered)
        .timeout(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static Future<String> recovered(Throwable failure) {
    return switch (failure) {
      case ShopException e when e.status() == 404 -> Future.succeededFuture("0");
      case ShopException e when e.status() == 503 -> Future.failedFuture(new ClosedException(e));
      default -> Future.failedFuture(failure);
    };
  }

  // @end

  @Override
  public CompletableFuture<String> start(String item, Duration limit) {
    return price(item, limit).toCompletionStage().toCompletableFuture();
  }
}
