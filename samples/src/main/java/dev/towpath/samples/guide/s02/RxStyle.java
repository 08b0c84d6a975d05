package dev.towpath.samples.guide.s02;

import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.ReactiveCustomers;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A Maybe, {@code mapOptional}, and {@code defaultIfEmpty}. */
public final class RxStyle implements Style<Integer, String> {
  private final ReactiveCustomers customers;

  public RxStyle(ReactiveCustomers customers) {
    this.customers = customers;
  }

  // @start region="style"
  Single<String> shown(int id, Duration limit) {
    return Maybe.fromPublisher(customers.nickname(id))
        .mapOptional(nickname -> nickname) // map would fail on null
        .map(nickname -> nickname.toUpperCase(Locale.ROOT))
        .defaultIfEmpty("guest")
        .timeout(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  // @end

  @Override
  public CompletableFuture<String> start(Integer id, Duration limit) {
    return shown(id, limit).toCompletionStage().toCompletableFuture();
  }
}
