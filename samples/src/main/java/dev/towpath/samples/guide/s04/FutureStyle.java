package dev.towpath.samples.guide.s04;

import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.FutureShop;
import dev.towpath.samples.guide.shop.ShopException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** {@code exceptionallyCompose}, after a look into the wrapper. */
public final class FutureStyle implements Style<String, String> {
  private final FutureShop shop;

  public FutureStyle(FutureShop shop) {
    this.shop = shop;
  }

  // @start region="style"
  CompletableFuture<String> price(String item, Duration limit) {
    return shop.get("/prices/" + item)
        .exceptionallyCompose(FutureStyle::recovered)
        .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static CompletableFuture<String> recovered(Throwable failure) {
    Throwable real = failure instanceof CompletionException ? failure.getCause() : failure;
    if (real instanceof ShopException e && e.status() == 404) {
      return CompletableFuture.completedFuture("0");
    }
    if (real instanceof ShopException e && e.status() == 503) {
      return CompletableFuture.failedFuture(new ClosedException(e));
    }
    return CompletableFuture.failedFuture(real);
  }

  // @end

  @Override
  public CompletableFuture<String> start(String item, Duration limit) {
    return price(item, limit);
  }
}
