package dev.towpath.samples.guide.s04;

import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.ReactorShop;
import dev.towpath.samples.guide.shop.ShopException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import reactor.core.publisher.Mono;

/** {@code onErrorResume} and {@code onErrorMap}; a future under it leaves its wrapper. */
public final class ReactorStyle implements Style<String, String> {
  private final ReactorShop shop;

  public ReactorStyle(ReactorShop shop) {
    this.shop = shop;
  }

  // @start region="style"
  Mono<String> price(String item, Duration limit) {
    return shop.get("/prices/" + item)
        .onErrorResume(e -> status(e) == 404, e -> Mono.just("0"))
        .onErrorMap(e -> status(e) == 503, ClosedException::new)
        .timeout(limit);
  }

  private static int status(Throwable failure) {
    return failure instanceof ShopException e ? e.status() : 0;
  }

  // @end

  @Override
  public CompletableFuture<String> start(String item, Duration limit) {
    return price(item, limit).toFuture();
  }
}
