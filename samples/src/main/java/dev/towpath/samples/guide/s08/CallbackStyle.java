package dev.towpath.samples.guide.s08;

import dev.towpath.channel.Deadline;
import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.CallbackShop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/** Counting by hand. */
public final class CallbackStyle implements Style<List<String>, List<String>> {
  private final CallbackShop shop;

  public CallbackStyle(CallbackShop shop) {
    this.shop = shop;
  }

  // @start region="style"
  void prices(List<String> items, Duration limit, BiConsumer<List<String>, Throwable> done) {
    Deadline deadline = Deadline.in(limit);
    String[] prices = new String[items.size()];
    AtomicInteger next = new AtomicInteger();
    AtomicInteger left = new AtomicInteger(items.size());
    AtomicBoolean over = new AtomicBoolean();
    if (items.isEmpty()) {
      done.accept(List.of(), null);
    }
    Runnable[] one = new Runnable[1];
    one[0] =
        () -> {
          int i = next.getAndIncrement();
          if (i >= items.size() || over.get()) {
            return;
          }
          shop.get(
              "/prices/" + items.get(i),
              deadline.remaining(),
              (price, failure) -> {
                prices[i] = price;
                if ((failure != null || left.decrementAndGet() == 0)
                    && over.compareAndSet(false, true)) {
                  done.accept(failure == null ? List.of(prices) : null, failure);
                }
                one[0].run();
              });
        };
    for (int i = 0; i < 4; i++) {
      one[0].run();
    }
  }

  // @end
  @Override
  public CompletableFuture<List<String>> start(List<String> items, Duration limit) {
    return Style.ofCallback(done -> prices(items, limit, done));
  }
}
