package dev.towpath.samples.guide.s09;

import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.CallbackShop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/** Counting down by hand; the siblings of a failure go on. */
public final class CallbackStyle implements Style<String, String> {
  private final CallbackShop shop;

  public CallbackStyle(CallbackShop shop) {
    this.shop = shop;
  }

  // @start region="style"
  void offer(String item, Duration limit, BiConsumer<String, Throwable> done) {
    List<String> paths = List.of("/prices/" + item, "/stock/" + item, "/rating/" + item);
    String[] answers = new String[paths.size()];
    AtomicInteger left = new AtomicInteger(paths.size());
    AtomicBoolean failed = new AtomicBoolean();
    for (int i = 0; i < paths.size(); i++) {
      int place = i;
      shop.get(
          paths.get(i),
          limit,
          (answer, failure) -> {
            answers[place] = answer;
            if (failure != null) {
              if (failed.compareAndSet(false, true)) {
                done.accept(null, failure);
              }
            } else if (left.decrementAndGet() == 0) {
              done.accept(String.join(" ", answers), null);
            }
          });
    }
  }

  // @end

  @Override
  public CompletableFuture<String> start(String item, Duration limit) {
    return Style.ofCallback(done -> offer(item, limit, done));
  }
}
