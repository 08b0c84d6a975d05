package dev.towpath.samples.guide.s05;

import dev.towpath.channel.Deadline;
import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.Customers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** {@code supplyAsync} on the pool, which is the limit. */
public final class FutureStyle implements Style<Integer, String> {
  private final Customers customers;
  private final Executor pool;

  public FutureStyle(Customers customers, Executor pool) {
    this.customers = customers;
    this.pool = pool;
  }

  // @start region="style"
  CompletableFuture<String> nickname(int id, Duration limit) {
    return CompletableFuture.supplyAsync(() -> found(id), pool) // four threads
        .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  private String found(int id) {
    try {
      return customers.nickname(id, Deadline.never());
    } catch (SQLException | TimeoutException e) {
      throw new CompletionException(e);
    }
  }

  // @end

  @Override
  public CompletableFuture<String> start(Integer id, Duration limit) {
    return nickname(id, limit);
  }
}
