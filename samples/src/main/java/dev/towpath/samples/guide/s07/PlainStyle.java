package dev.towpath.samples.guide.s07;

import dev.towpath.channel.Deadline;
import dev.towpath.jdk.FutureBridge;
import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.BlockingShop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A {@code for} loop. */
public final class PlainStyle implements Style<List<String>, List<String>> {
  private final BlockingShop shop;

  public PlainStyle(BlockingShop shop) {
    this.shop = shop;
  }

  // @start region="style"
  List<String> prices(List<String> items, Deadline deadline) throws Exception {
    List<String> prices = new ArrayList<>();
    for (String item : items) {
      prices.add(shop.get("/prices/" + item, deadline));
    }
    return prices;
  }

  // @end

  @Override
  public CompletableFuture<List<String>> start(List<String> items, Duration limit) {
    return FutureBridge.call(() -> prices(items, Deadline.in(limit)));
  }
}
