package dev.towpath.samples.guide.s09;

import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.ReactorShop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import reactor.core.publisher.Mono;

/** {@code zip}: cancels the others. */
public final class ReactorStyle implements Style<String, String> {
  private final ReactorShop shop;

  public ReactorStyle(ReactorShop shop) {
    this.shop = shop;
  }

  // @start region="style"
  Mono<String> offer(String item, Duration limit) {
    return Mono.zip(
            shop.get("/prices/" + item), shop.get("/stock/" + item), shop.get("/rating/" + item))
        .map(all -> String.join(" ", all.getT1(), all.getT2(), all.getT3()))
        .timeout(limit);
  }

  // @end

  @Override
  public CompletableFuture<String> start(String item, Duration limit) {
    return offer(item, limit).toFuture();
  }
}
