package dev.towpath.samples.guide.s08;

import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.VertxShop;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** As with futures: four chains. */
public final class VertxStyle implements Style<List<String>, List<String>> {
  private final VertxShop shop;

  public VertxStyle(VertxShop shop) {
    this.shop = shop;
  }

  // @start region="style"
  Future<List<String>> prices(List<String> items, Duration limit) {
    String[] prices = new String[items.size()];
    AtomicInteger next = new AtomicInteger();
    List<Future<Void>> four = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      four.add(chain(items, next, prices));
    }
    return Future.all(four)
        .map(unused -> List.of(prices))
        .timeout(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  private Future<Void> chain(List<String> items, AtomicInteger next, String[] prices) {
    int i = next.getAndIncrement();
    if (i >= items.size()) {
      return Future.succeededFuture();
    }
    return shop.get("/prices/" + items.get(i))
        .onSuccess(price -> prices[i] = price)
        .compose(unused -> chain(items, next, prices));
  }

  // @end

  @Override
  public CompletableFuture<List<String>> start(List<String> items, Duration limit) {
    return prices(items, limit).toCompletionStage().toCompletableFuture();
  }
}
