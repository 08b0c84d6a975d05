package dev.towpath.samples.guide.s05;

import dev.towpath.channel.Deadline;
import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.Customers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;

/** The pool is the limit. */
public final class CallbackStyle implements Style<Integer, String> {
  private final Customers customers;
  private final Executor pool;

  public CallbackStyle(Customers customers, Executor pool) {
    this.customers = customers;
    this.pool = pool;
  }

  // @start region="style"
  void nickname(int id, BiConsumer<String, Throwable> done) {
    pool.execute( // four threads
        () -> {
          String nickname;
          try {
            nickname = customers.nickname(id, Deadline.never());
          } catch (SQLException | TimeoutException | RuntimeException e) {
            done.accept(null, e);
            return;
          }
          done.accept(nickname, null);
        });
  }

  // @end

  @Override
  public CompletableFuture<String> start(Integer id, Duration limit) {
    return Style.<String>ofCallback(done -> nickname(id, done))
        .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS);
  }
}
