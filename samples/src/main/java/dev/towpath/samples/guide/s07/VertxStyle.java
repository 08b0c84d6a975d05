package dev.towpath.samples.guide.s07;

import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.VertxShop;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A fold over {@code compose}. */
public final class VertxStyle implements Style<List<String>, List<String>> {
  private final VertxShop shop;

  public VertxStyle(VertxShop shop) {
    this.shop = shop;
  }

  // @start region="style"
  Future<List<String>> prices(List<String> items, Duration limit) {
    Future<List<String>> chain = Future.succeededFuture(new ArrayList<>());
    for (String item : items) {
      chain =
          chain.compose(prices ->
              shop.get("/prices/" + item)
                  .map(price -> {
                    prices.add(price);
                    return prices;
                  }));
    }
    return chain.timeout(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  // @end

  @Override
  public CompletableFuture<List<String>> start(List<String> items, Duration limit) {
    return prices(items, limit).toCompletionStage().toCompletableFuture();
  }
}
