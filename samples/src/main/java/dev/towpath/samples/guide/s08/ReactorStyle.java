package dev.towpath.samples.guide.s08;

import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.ReactorShop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@code flatMapSequential} with the number said; without it, 256. */
public final class ReactorStyle implements Style<List<String>, List<String>> {
  private final ReactorShop shop;

  public ReactorStyle(ReactorShop shop) {
    this.shop = shop;
  }

  // @start region="style"
  Mono<List<String>> prices(List<String> items, Duration limit) {
    return Flux.fromIterable(items)
        .flatMapSequential(item -> shop.get("/prices/" + item), 4) // flatMap if order is no matter
        .collectList()
        .timeout(limit);
  }

  // @end

  @Override
  public CompletableFuture<List<String>> start(List<String> items, Duration limit) {
    return prices(items, limit).toFuture();
  }
}
