package dev.towpath.samples.guide.s07;

import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.FutureShop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A chain as long as the list, made before the first answer is there. */
public final class FutureStyle implements Style<List<String>, List<String>> {
  private final FutureShop shop;

  public FutureStyle(FutureShop shop) {
    this.shop = shop;
  }

  // @start region="style"
  CompletableFuture<List<String>> prices(List<String> items, Duration limit) {
    CompletableFuture<List<String>> chain = CompletableFuture.completedFuture(new ArrayList<>());
    for (String item : items) {
      chain =
          chain.thenCompose(prices ->
              shop.get("/prices/" + item)
                  .thenApply(price -> {
                    prices.add(price);
                    return prices;
                  }));
    }
    return chain.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  // @end

  @Override
  public CompletableFuture<List<String>> start(List<String> items, Duration limit) {
    return prices(items, limit);
  }
}
