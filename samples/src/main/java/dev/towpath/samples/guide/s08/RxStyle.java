package dev.towpath.samples.guide.s08;

import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.RxShop;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Single;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** {@code concatMapEager} with the number said; without it, 128. */
public final class RxStyle implements Style<List<String>, List<String>> {
  private final RxShop shop;

  public RxStyle(RxShop shop) {
    this.shop = shop;
  }

  // @start region="style"
  Single<List<String>> prices(List<String> items, Duration limit) {
    return Flowable.fromIterable(items)
        .concatMapEager(item -> shop.get("/prices/" + item).toFlowable(), 4, 1)
        .toList()
        .timeout(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  // @end

  @Override
  public CompletableFuture<List<String>> start(List<String> items, Duration limit) {
    return prices(items, limit).toCompletionStage().toCompletableFuture();
  }
}
