package dev.towpath.samples.guide.shop;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.net.URI;

/** The shop asked with Vert.x. */
public final class VertxShop implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = vertx.createHttpClient();
  private final URI shop;

  public VertxShop(URI shop) {
    this.shop = shop;
  }

  public Vertx vertx() {
    return vertx;
  }

  /** Runs already, and nothing that is done to the future stops the request. */
  public Future<String> get(String path) {
    return client
        .request(HttpMethod.GET, shop.getPort(), shop.getHost(), path)
        .compose(request -> request.send())
        .compose(response -> body(response, path));
  }

  private static Future<String> body(HttpClientResponse response, String path) {
    return response
        .body()
        .map(body -> ShopException.body(response.statusCode(), path, body.toString()));
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
