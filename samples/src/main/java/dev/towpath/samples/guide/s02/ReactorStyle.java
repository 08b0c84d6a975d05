package dev.towpath.samples.guide.s02;

import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.ReactiveCustomers;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import reactor.core.publisher.Mono;

/** {@code map} must not give null; {@code defaultIfEmpty} is for no row. */
public final class ReactorStyle implements Style<Integer, String> {
  private final ReactiveCustomers customers;

  public ReactorStyle(ReactiveCustomers customers) {
    this.customers = customers;
  }

  // @start region="style"
  Mono<String> shown(int id, Duration limit) {
    return customers
        .nickname(id)
        .mapNotNull(nickname -> nickname.orElse(null)) // map would fail on null
        .map(nickname -> nickname.toUpperCase(Locale.ROOT))
        .defaultIfEmpty("guest")
        .timeout(limit);
  }

  // @end

  @Override
  public CompletableFuture<String> start(Integer id, Duration limit) {
    return shown(id, limit).toFuture();
  }
}
