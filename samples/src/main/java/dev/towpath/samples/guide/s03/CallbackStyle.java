package dev.towpath.samples.guide.s03;

import dev.towpath.channel.Deadline;
import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.CallbackShop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/** A callback for each step. */
public final class CallbackStyle implements Style<String, Void> {
  private final CallbackShop shop;

  public CallbackStyle(CallbackShop shop) {
    this.shop = shop;
  }

  // @start region="style"
  void buy(String order, Duration limit, BiConsumer<Void, Throwable> done) {
    Deadline deadline = Deadline.in(limit);
    step(
        "/reserve/" + order,
        deadline,
        done,
        () ->
            step(
                "/pay/" + order,
                deadline,
                done,
                () -> step("/tell/" + order, deadline, done, () -> done.accept(null, null))));
  }

  private void step(
      String path, Deadline deadline, BiConsumer<Void, Throwable> done, Runnable next) {
    shop.get(
        path,
        deadline.remaining(),
        (dropped, failure) -> {
          if (failure == null) {
            next.run();
          } else {
            done.accept(null, failure);
          }
        });
  }

  // @end

  @Override
  public CompletableFuture<Void> start(String order, Duration limit) {
    return Style.ofCallback(done -> buy(order, limit, done));
  }
}
