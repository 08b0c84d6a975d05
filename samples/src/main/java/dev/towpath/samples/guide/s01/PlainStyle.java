package dev.towpath.samples.guide.s01;

import dev.towpath.channel.Deadline;
import dev.towpath.jdk.FutureBridge;
import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.BlockingShop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Two lines. */
public final class PlainStyle implements Style<String, String> {
  private final BlockingShop shop;

  public PlainStyle(BlockingShop shop) {
    this.shop = shop;
  }

  // @start region="style"
  String discount(String order, Deadline deadline) throws Exception {
    String customer = shop.get("/orders/" + order, deadline);
    return shop.get("/discounts/" + customer, deadline);
  }

  // @end

  @Override
  public CompletableFuture<String> start(String order, Duration limit) {
    return FutureBridge.call(() -> discount(order, Deadline.in(limit)));
  }
}
