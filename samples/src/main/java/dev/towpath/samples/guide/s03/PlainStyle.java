package dev.towpath.samples.guide.s03;

import dev.towpath.channel.Deadline;
import dev.towpath.jdk.FutureBridge;
import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.BlockingShop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** One after the other. */
public final class PlainStyle implements Style<String, Void> {
  private final BlockingShop shop;

  public PlainStyle(BlockingShop shop) {
    this.shop = shop;
  }

  // @start region="style"
  void buy(String order, Deadline deadline) throws Exception {
    shop.get("/reserve/" + order, deadline);
    shop.get("/pay/" + order, deadline);
    shop.get("/tell/" + order, deadline);
  }

  // @end

  @Override
  public CompletableFuture<Void> start(String order, Duration limit) {
    return FutureBridge.call(() -> {
      buy(order, Deadline.in(limit));
      return null;
    });
  }
}
