package dev.towpath.samples.guide.s08;

import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.FutureShop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A semaphore cannot be waited for here: so four chains share the list. */
public final class FutureStyle implements Style<List<String>, List<String>> {
  private final FutureShop shop;

  public FutureStyle(FutureShop shop) {
    this.shop = shop;
  }

  // @start region="style"
  CompletableFuture<List<String>> prices(List<String> items, Duration limit) {
    String[] prices = new String[items.size()];
    AtomicInteger next = new AtomicInteger();
    CompletableFuture<?>[] four = new CompletableFuture<?>[4];
    for (int i = 0; i < 4; i++) {
      four[i] = chain(items, next, prices);
    }
    return CompletableFuture.allOf(four)
        .thenApply(unused -> List.of(prices))
        .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  private CompletableFuture<Void> chain(List<String> items, AtomicInteger next, String[] prices) {
    int i = next.getAndIncrement();
    if (i >= items.size()) {
      return CompletableFuture.completedFuture(null);
    }
    return shop.get("/prices/" + items.get(i))
        .thenAccept(price -> prices[i] = price)
        .thenCompose(unused -> chain(items, next, prices));
  }

  // @end

  @Override
  public CompletableFuture<List<String>> start(List<String> items, Duration limit) {
    return prices(items, limit);
  }
}
