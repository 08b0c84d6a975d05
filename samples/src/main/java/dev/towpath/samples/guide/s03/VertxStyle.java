package dev.towpath.samples.guide.s03;

import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.VertxShop;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** {@code compose}, then {@code mapEmpty}. */
public final class VertxStyle implements Style<String, Void> {
  private final VertxShop shop;

  public VertxStyle(VertxShop shop) {
    this.shop = shop;
  }

  // @start region="style"
  Future<Void> buy(String order, Duration limit) {
    return shop.get("/reserve/" + order)
        .compose(dropped -> shop.get("/pay/" + order))
        .compose(dropped -> shop.get("/tell/" + order))
        .<Void>mapEmpty()
        .timeout(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  // @end

  @Override
  public CompletableFuture<Void> start(String order, Duration limit) {
    return buy(order, limit).toCompletionStage().toCompletableFuture();
  }
}
