package dev.towpath.samples.guide.s06;

import dev.towpath.jdk.FutureBridge;
import dev.towpath.reactor.ReactorBridge;
import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.ReactorShop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** {@code block} before, {@code ReactorBridge.await} after. */
public final class ReactorStyle implements Style<String, String> {
  private final ReactorShop shop;

  public ReactorStyle(ReactorShop shop) {
    this.shop = shop;
  }

  // @start region="style"
  /** Before: IllegalStateException at the end of the time, a RuntimeException for an interrupt. */
  String withBlock(String path, Duration limit) {
    return shop.get(path).block(limit);
  }

  /** After: TimeoutException, InterruptedException. */
  String now(String path, Duration limit) throws Exception {
    return ReactorBridge.await(shop.get(path), limit);
  }

  // @end

  @Override
  public CompletableFuture<String> start(String path, Duration limit) {
    return FutureBridge.call(() -> now(path, limit));
  }
}
