package dev.towpath.samples.guide.s09;

import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.VertxShop;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** {@code Future.all}: fails at once, and stops none. */
public final class VertxStyle implements Style<String, String> {
  private final VertxShop shop;

  public VertxStyle(VertxShop shop) {
    this.shop = shop;
  }

  // @start region="style"
  Future<String> offer(String item, Duration limit) {
    return Future.all(
            shop.get("/prices/" + item), shop.get("/stock/" + item), shop.get("/rating/" + item))
        .map(all -> String.join(" ", all.<String>list()))
        .timeout(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  // @end

  @Override
  public CompletableFuture<String> start(String item, Duration limit) {
    return offer(item, limit).toCompletionStage().toCompletableFuture();
  }
}
