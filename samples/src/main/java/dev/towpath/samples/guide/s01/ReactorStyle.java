package dev.towpath.samples.guide.s01;

import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.ReactorShop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import reactor.core.publisher.Mono;

/** {@code flatMap} of a Mono. */
public final class ReactorStyle implements Style<String, String> {
  private final ReactorShop shop;

  public ReactorStyle(ReactorShop shop) {
    this.shop = shop;
  }

  // @start region="style"
  Mono<String> discount(String order, Duration limit) {
    return shop.get("/orders/" + order)
        .flatMap(customer -> shop.get("/discounts/" + customer))
        .timeout(limit);
  }

  // @end

  @Override
  public CompletableFuture<String> start(String order, Duration limit) {
    return discount(order, limit).toFuture();
  }
}
