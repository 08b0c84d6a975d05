package dev.towpath.samples.guide.shop;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;

/** The shop asked with futures: the JDK's own client. */
public final class FutureShop implements AutoCloseable {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI shop;

  public FutureShop(URI shop) {
    this.shop = shop;
  }

  /** Cancelling this very future, or one that was derived from it, aborts the request. */
  public CompletableFuture<String> get(String path) {
    HttpRequest request = HttpRequest.newBuilder(shop.resolve(path)).build();
    return client
        .sendAsync(request, BodyHandlers.ofString())
        .thenApply(answer -> ShopException.body(answer.statusCode(), path, answer.body()));
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }
}
