package dev.towpath.samples.guide.s01;

import dev.towpath.channel.Deadline;
import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.CallbackShop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/** A callback in a callback. */
public final class CallbackStyle implements Style<String, String> {
  private final CallbackShop shop;

  public CallbackStyle(CallbackShop shop) {
    this.shop = shop;
  }

  // @start region="style"
  void discount(String order, Duration limit, BiConsumer<String, Throwable> done) {
    Deadline deadline = Deadline.in(limit);
    shop.get(
        "/orders/" + order,
        deadline.remaining(),
        (customer, failure) -> {
          if (failure != null) {
            done.accept(null, failure);
            return;
          }
          shop.get("/discounts/" + customer, deadline.remaining(), done);
        });
  }

  // @end

  @Override
  public CompletableFuture<String> start(String order, Duration limit) {
    return Style.ofCallback(done -> discount(order, limit, done));
  }
}
