package dev.towpath.samples.guide.s04;

import dev.towpath.channel.Deadline;
import dev.towpath.jdk.FutureBridge;
import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.BlockingShop;
import dev.towpath.samples.guide.shop.ShopException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** {@code catch}. */
public final class PlainStyle implements Style<String, String> {
  private final BlockingShop shop;

  public PlainStyle(BlockingShop shop) {
    this.shop = shop;
  }

  // @start region="style"
  String price(String item, Deadline deadline) throws Exception {
    try {
      return shop.get("/prices/" + item, deadline);
    } catch (ShopException e) {
      switch (e.status()) {
        case 404:
          return "0";
        case 503:
          throw new ClosedException(e);
        default:
          throw e;
      }
    }
  }

  // @end

  @Override
  public CompletableFuture<String> start(String item, Duration limit) {
    return FutureBridge.call(() -> price(item, Deadline.in(limit)));
  }
}
