package dev.towpath.samples.guide.s03;

import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.ReactorShop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import reactor.core.publisher.Mono;

/** {@code then}: what stands in it is made at once, and runs later. */
public final class ReactorStyle implements Style<String, Void> {
  private final ReactorShop shop;

  public ReactorStyle(ReactorShop shop) {
    this.shop = shop;
  }

  // @start region="style"
  Mono<Void> buy(String order, Duration limit) {
    return shop.get("/reserve/" + order)
        .then(shop.get("/pay/" + order))
        .then(shop.get("/tell/" + order))
        .then()
        .timeout(limit);
  }

  // @end

  @Override
  public CompletableFuture<Void> start(String order, Duration limit) {
    return buy(order, limit).toFuture();
  }
}
