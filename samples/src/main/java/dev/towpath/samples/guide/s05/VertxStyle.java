package dev.towpath.samples.guide.s05;

import dev.towpath.channel.Deadline;
import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.Customers;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** {@code executeBlocking} on a named pool, which is the limit. */
public final class VertxStyle implements Style<Integer, String> {
  private final Customers customers;
  private final WorkerExecutor pool;

  public VertxStyle(Customers customers, WorkerExecutor pool) {
    this.customers = customers;
    this.pool = pool;
  }

  // @start region="style"
  Future<String> nickname(int id, Duration limit) {
    return pool.executeBlocking(() -> customers.nickname(id, Deadline.never()), false)
        .timeout(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  // @end

  @Override
  public CompletableFuture<String> start(Integer id, Duration limit) {
    return nickname(id, limit).toCompletionStage().toCompletableFuture();
  }
}
