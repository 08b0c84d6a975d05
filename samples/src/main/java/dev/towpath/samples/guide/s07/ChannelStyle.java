package dev.towpath.samples.guide.s07;

import dev.towpath.channel.Channel;
import dev.towpath.channel.Deadline;
import dev.towpath.channel.Sender;
import dev.towpath.jdk.FutureBridge;
import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.BlockingShop;
import dev.towpath.scope.Scope;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The loop gives each price away as soon as it is there; its reader may stop at any of them. */
public final class ChannelStyle implements Style<List<String>, List<String>> {
  private final BlockingShop shop;

  public ChannelStyle(BlockingShop shop) {
    this.shop = shop;
  }

  // @start region="style"
  void prices(List<String> items, Deadline deadline, Sender<String> out) throws Exception {
    for (String item : items) {
      out.send(shop.get("/prices/" + item, deadline)); // waits until it is wanted
    }
  }

  List<String> read(List<String> items, Deadline deadline) throws Exception {
    Channel<String> prices = Channel.rendezvous();
    try (Scope scope = Scope.open()) {
      scope.feed(prices.sender(), out -> prices(items, deadline, out));
      return prices.receiver().stream().toList();
    }
  }

  // @end

  @Override
  public CompletableFuture<List<String>> start(List<String> items, Duration limit) {
    return FutureBridge.call(() -> read(items, Deadline.in(limit)));
  }
}
