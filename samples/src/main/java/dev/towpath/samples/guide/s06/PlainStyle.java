package dev.towpath.samples.guide.s06;

import dev.towpath.channel.Deadline;
import dev.towpath.jdk.FutureBridge;
import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.BlockingShop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** The blocking call that the client has itself. */
public final class PlainStyle implements Style<String, String> {
  private final BlockingShop shop;

  public PlainStyle(BlockingShop shop) {
    this.shop = shop;
  }

  // @start region="style"
  String now(String path, Duration limit) throws Exception {
    return shop.get(path, Deadline.in(limit));
  }

  // @end

  @Override
  public CompletableFuture<String> start(String path, Duration limit) {
    return FutureBridge.call(() -> now(path, limit));
  }
}
