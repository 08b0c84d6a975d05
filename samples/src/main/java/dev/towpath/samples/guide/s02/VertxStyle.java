package dev.towpath.samples.guide.s02;

import dev.towpath.channel.Deadline;
import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.Customers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** {@code executeBlocking}; null is a value of a Future. */
public final class VertxStyle implements Style<Integer, String> {
  private final Customers customers;
  private final Vertx vertx;

  public VertxStyle(Customers customers, Vertx vertx) {
    this.customers = customers;
    this.vertx = vertx;
  }

  // @start region="style"
  Future<String> shown(int id, Duration limit) {
    return vertx
        .executeBlocking(() -> customers.nickname(id, Deadline.never()), false)
        .map(nickname -> nickname == null ? "guest" : nickname.toUpperCase(Locale.ROOT))
        .timeout(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  // @end

  @Override
  public CompletableFuture<String> start(Integer id, Duration limit) {
    return shown(id, limit).toCompletionStage().toCompletableFuture();
  }
}
