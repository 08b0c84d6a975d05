package dev.towpath.samples.guide.s07;

import dev.towpath.channel.Deadline;
import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.CallbackShop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/** A method that calls itself from its callback. */
public final class CallbackStyle implements Style<List<String>, List<String>> {
  private final CallbackShop shop;

  public CallbackStyle(CallbackShop shop) {
    this.shop = shop;
  }

  // @start region="style"
  void prices(List<String> items, Duration limit, BiConsumer<List<String>, Throwable> done) {
    next(items.iterator(), Deadline.in(limit), new ArrayList<>(), done);
  }

  private void next(
      Iterator<String> items,
      Deadline deadline,
      List<String> prices,
      BiConsumer<List<String>, Throwable> done) {
    if (!items.hasNext()) {
      done.accept(prices, null);
      return;
    }
    shop.get(
        "/prices/" + items.next(),
        deadline.remaining(),
        (price, failure) -> {
          if (failure != null) {
            done.accept(null, failure);
            return;
          }
          prices.add(price);
          next(items, deadline, prices, done);
        });
  }

  // @end

  @Override
  public CompletableFuture<List<String>> start(List<String> items, Duration limit) {
    return Style.ofCallback(done -> prices(items, limit, done));
  }
}
