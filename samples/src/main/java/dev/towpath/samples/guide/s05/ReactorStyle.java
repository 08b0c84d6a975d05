package dev.towpath.samples.guide.s05;

import dev.towpath.channel.Deadline;
import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.Customers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** {@code fromCallable} and {@code subscribeOn}; the scheduler is the limit. */
public final class ReactorStyle implements Style<Integer, String>, AutoCloseable {
  private final Customers customers;

  public ReactorStyle(Customers customers) {
    this.customers = customers;
  }

  // @start region="style"
  private final Scheduler scheduler = Schedulers.newBoundedElastic(4, 1000, "customers");

  Mono<String> nickname(int id, Duration limit) {
    return Mono.fromCallable(() -> customers.nickname(id, Deadline.never()))
        .subscribeOn(scheduler)
        .timeout(limit);
  }

  // @end

  @Override
  public CompletableFuture<String> start(Integer id, Duration limit) {
    return nickname(id, limit).toFuture();
  }

  @Override
  public void close() {
    scheduler.dispose();
  }
}
