package dev.towpath.samples.guide.s04;

import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.CallbackShop;
import dev.towpath.samples.guide.shop.ShopException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/** One {@code if} after the other. */
public final class CallbackStyle implements Style<String, String> {
  private final CallbackShop shop;

  public CallbackStyle(CallbackShop shop) {
    this.shop = shop;
  }

  // @start region="style"
  void price(String item, Duration limit, BiConsumer<String, Throwable> done) {
    shop.get(
        "/prices/" + item,
        limit,
        (price, failure) -> {
          if (failure instanceof ShopException e && e.status() == 404) {
            done.accept("0", null);
          } else if (failure instanceof ShopException e && e.status() == 503) {
            done.accept(null, new ClosedException(e));
          } else {
            done.accept(price, failure);
          }
        });
  }

  // @end

  @Override
  public CompletableFuture<String> start(String item, Duration limit) {
    return Style.ofCallback(done -> price(item, limit, done));
  }
}
