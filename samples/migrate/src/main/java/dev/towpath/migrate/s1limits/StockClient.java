package dev.towpath.migrate.s1limits;

import dev.towpath.migrate.Line;
import dev.towpath.migrate.Refused;
import dev.towpath.migrate.Settings;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reserves stock, with Vert.x, and tries again when there is no answer. */
final class StockClient {
  private static final Logger LOG = LoggerFactory.getLogger(StockClient.class);
  private static final int ATTEMPTS = 4;

  private final Vertx vertx;
  private final HttpClient client;
  private final URI stock;
  private final long pause;

  StockClient(Vertx vertx, Settings settings) {
    this.vertx = vertx;
    this.client = vertx.createHttpClient();
    this.stock = settings.stock();
    this.pause = settings.pause().toMillis();
  }

  // @start region="reserve"
  void reserve(Line line, Handler<AsyncResult<Void>> done) {
    new Retry<Void>(vertx, ATTEMPTS, pause, () -> post("reserve", line), MdcCopy.handler(done))
        .start();
  }

  // @end

  /** Gives back what was reserved; nobody waits for it. */
  void release(Line line) {
    post("release", line).onFailure(failure -> LOG.warn("not released: {}", line, failure));
  }

  private Future<Void> post(String verb, Line line) {
    String path = "/" + verb + "/" + line.item() + "/" + line.quantity();
    return client
        .request(HttpMethod.POST, stock.getPort(), stock.getHost(), path)
        .compose(HttpClientRequest::send)
        .compose(response -> checked(line, response));
  }

  private static Future<Void> checked(Line line, HttpClientResponse response) {
    return switch (response.statusCode()) {
      case 200 -> Future.succeededFuture();
      case 409 -> Future.failedFuture(new Refused(409, "not in stock: " + line.item()));
      default -> Future.failedFuture(new Refused(503, "stock does not answer"));
    };
  }
}
