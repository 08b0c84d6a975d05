package dev.towpath.samples.guide.shop;

import java.net.URI;
import reactor.core.publisher.Mono;

/** The shop asked with Reactor. */
public final class ReactorShop implements AutoCloseable {
  private final FutureShop client;

  public ReactorShop(URI shop) {
    client = new FutureShop(shop);
  }

  /** Cold: each subscriber asks anew, and a cancel aborts the request. */
  public Mono<String> get(String path) {
    return Mono.fromFuture(() -> client.get(path));
  }

  @Override
  public void close() {
    client.close();
  }
}
