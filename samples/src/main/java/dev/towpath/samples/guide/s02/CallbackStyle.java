package dev.towpath.samples.guide.s02;

import dev.towpath.channel.Deadline;
import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.Customers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;

/** A pool, and a callback that is told null. */
public final class CallbackStyle implements Style<Integer, String> {
  private final Customers customers;
  private final Executor pool;

  public CallbackStyle(Customers customers, Executor pool) {
    this.customers = customers;
    this.pool = pool;
  }

  // @start region="style"
  void shown(int id, Duration limit, BiConsumer<String, Throwable> done) {
    Deadline deadline = Deadline.in(limit);
    pool.execute(() -> {
      String nickname;
      try {
        nickname = customers.nickname(id, deadline);
      } catch (SQLException | TimeoutException | RuntimeException e) {
        done.accept(null, e);
        return;
      }
      done.accept(nickname == null ? "guest" : nickname.toUpperCase(Locale.ROOT), null);
    });
  }

  // @end

  @Override
  public CompletableFuture<String> start(Integer id, Duration limit) {
    return Style.ofCallback(done -> shown(id, limit, done));
  }
}
