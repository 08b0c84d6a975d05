package dev.towpath.samples.guide.s09;

import dev.towpath.channel.Deadline;
import dev.towpath.jdk.FutureBridge;
import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.BlockingShop;
import dev.towpath.scope.Scope;
import dev.towpath.scope.Task;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A scope: the first failure interrupts the others, and none outlives it. */
public final class PlainStyle implements Style<String, String> {
  private final BlockingShop shop;

  public PlainStyle(BlockingShop shop) {
    this.shop = shop;
  }

  // @start region="style"
  String offer(String item, Deadline deadline) throws Exception {
    try (Scope scope = Scope.open()) {
      Task<String> price = scope.fork(() -> shop.get("/prices/" + item, deadline));
      Task<String> stock = scope.fork(() -> shop.get("/stock/" + item, deadline));
      Task<String> rating = scope.fork(() -> shop.get("/rating/" + item, deadline));
      scope.join();
      return String.join(" ", price.get(), stock.get(), rating.get());
    }
  }

  // @end

  @Override
  public CompletableFuture<String> start(String item, Duration limit) {
    return FutureBridge.call(() -> offer(item, Deadline.in(limit)));
  }
}
