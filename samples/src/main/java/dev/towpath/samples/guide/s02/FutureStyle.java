package dev.towpath.samples.guide.s02;

import dev.towpath.channel.Deadline;
import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.Customers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A pool, {@code thenApply} on an Optional. */
public final class FutureStyle implements Style<Integer, String> {
  private final Customers customers;
  private final Executor pool;

  public FutureStyle(Customers customers, Executor pool) {
    this.customers = customers;
    this.pool = pool;
  }

  // @start region="style"
  CompletableFuture<String> shown(int id, Duration limit) {
    return CompletableFuture.supplyAsync(() -> nickname(id), pool)
        .thenApply(name -> name.map(found -> found.toUpperCase(Locale.ROOT)).orElse("guest"))
        .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  private Optional<String> nickname(int id) {
    try {
      return Optional.ofNullable(customers.nickname(id, Deadline.never()));
    } catch (SQLException | TimeoutException e) {
      throw new CompletionException(e);
    }
  }

  // @end

  @Override
  public CompletableFuture<String> start(Integer id, Duration limit) {
    return shown(id, limit);
  }
}
