package dev.towpath.samples.guide.s08;

import dev.towpath.channel.Channel;
import dev.towpath.channel.Deadline;
import dev.towpath.jdk.FutureBridge;
import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.BlockingShop;
import dev.towpath.scope.Scope;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Four workers, as Go does it; the results come as they are ready. */
public final class ChannelStyle implements Style<List<String>, List<String>> {
  private final BlockingShop shop;

  public ChannelStyle(BlockingShop shop) {
    this.shop = shop;
  }

  // @start region="style"
  record Priced(int place, String price) {}

  List<String> prices(List<String> items, Deadline deadline) throws Exception {
    Channel<Integer> places = Channel.rendezvous();
    Channel<Priced> priced = Channel.buffered(items.size() + 1);
    try (Scope scope = Scope.open()) {
      scope.feed(
          places.sender(),
          out -> {
            for (int i = 0; i < items.size(); i++) {
              out.send(i);
            }
          });
      for (int worker = 0; worker < 4; worker++) {
        scope.fork(() -> {
          for (int i : places.receiver()) {
            priced.sender().send(new Priced(i, shop.get("/prices/" + items.get(i), deadline)));
          }
        });
      }
      scope.join();
    }
    priced.sender().close();
    return priced.receiver().stream()
        .sorted(Comparator.comparing(Priced::place))
        .map(Priced::price)
        .toList();
  }

  // @end

  @Override
  public CompletableFuture<List<String>> start(List<String> items, Duration limit) {
    return FutureBridge.call(() -> prices(items, Deadline.in(limit)));
  }
}
