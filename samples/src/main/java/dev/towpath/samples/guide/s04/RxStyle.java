package dev.towpath.samples.guide.s04;

import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.RxShop;
import dev.towpath.samples.guide.shop.ShopException;
import io.reactivex.rxjava3.core.Single;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** {@code onErrorResumeNext}. */
public final class RxStyle implements Style<String, String> {
  private final RxShop shop;

  public RxStyle(RxShop shop) {
    this.shop = shop;
  }

  // @start region="style"
  Single<String> price(String item, Duration limit) {
    return shop.get("/prices/" + item)
        .onErrorResumeNext(RxStyle::recovered)
        .timeout(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static Single<String> recovered(Throwable failure) {
    return switch (failure) {
      case ShopException e when e.status() == 404 -> Single.just("0");
      case ShopException e when e.status() == 503 -> Single.error(new ClosedException(e));
      default -> Single.error(failure);
    };
  }

  // @end

  @Override
  public CompletableFuture<String> start(String item, Duration limit) {
    return price(item, limit).toCompletionStage().toCompletableFuture();
  }
}
