package dev.towpath.samples.guide.s05;

import dev.towpath.channel.Deadline;
import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.Customers;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.schedulers.Schedulers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** {@code fromCallable} and {@code subscribeOn}; {@code Schedulers.io()} would have no limit. */
public final class RxStyle implements Style<Integer, String> {
  private final Customers customers;
  private final Executor pool;

  public RxStyle(Customers customers, Executor pool) {
    this.customers = customers;
    this.pool = pool;
  }

  // @start region="style"
  Maybe<String> nickname(int id, Duration limit) {
    return Maybe.fromCallable(() -> customers.nickname(id, Deadline.never()))
        .subscribeOn(Schedulers.from(pool, true)) // four threads; true: a dispose interrupts
        .timeout(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  // @end

  @Override
  public CompletableFuture<String> start(Integer id, Duration limit) {
    return nickname(id, limit).toCompletionStage((String) null).toCompletableFuture();
  }
}
