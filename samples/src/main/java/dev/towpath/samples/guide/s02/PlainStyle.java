package dev.towpath.samples.guide.s02;

import dev.towpath.channel.Deadline;
import dev.towpath.jdk.FutureBridge;
import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.Customers;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/** An {@code if}. */
public final class PlainStyle implements Style<Integer, String> {
  private final Customers customers;

  public PlainStyle(Customers customers) {
    this.customers = customers;
  }

  // @start region="style"
  String shown(int id, Deadline deadline) throws Exception {
    String nickname = customers.nickname(id, deadline);
    return nickname == null ? "guest" : nickname.toUpperCase(Locale.ROOT);
  }

  // @end

  @Override
  public CompletableFuture<String> start(Integer id, Duration limit) {
    return FutureBridge.call(() -> shown(id, Deadline.in(limit)));
  }
}
