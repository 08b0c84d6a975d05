package dev.towpath.benchmarks.load.server;

import dev.towpath.benchmarks.load.wire.Loopback;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.sql.SQLException;

/** The steps of the business function. How they are put together is what the styles differ in. */
final class Steps {
  private final Vertx vertx;
  private final HttpClient client;
  private final HttpClient multiplexing;
  private final int remotePort;
  private final Work work;
  private final Stock stock;

  Steps(Vertx vertx, int remotePort, Work work, Stock stock) {
    this.vertx = vertx;
    this.client = Loopback.client(vertx);
    this.multiplexing = Loopback.multiplexingClient(vertx);
    this.remotePort = remotePort;
    this.work = work;
    this.stock = stock;
  }

  /**
   * Asks the remote service; completes on an event loop, the caller's own if it is on one. A caller
   * that is not must not touch the response, which may have ended before it is listened to.
   */
  Future<Integer> price(Order order) {
    if (Vertx.currentContext() != null) {
      return ask(order);
    }
    Promise<Integer> price = Promise.promise();
    vertx.runOnContext(tick -> ask(order).onComplete(price));
    return price.future();
  }

  private Future<Integer> ask(Order order) {
    String uri = "/price?id=" + order.id() + "&sku=" + order.sku();
    if (order.delay() >= 0) {
      uri += "&delay=" + order.delay();
    }
    if (order.hold()) {
      uri += "&hold=1";
    }
    return (order.hold() ? multiplexing : client)
        .request(HttpMethod.GET, remotePort, Loopback.HOST, uri)
        .compose(request -> request.send())
        .compose(HttpClientResponse::body)
        .map(body -> Integer.valueOf(body.toString()));
  }

  /** Burns processor time. */
  int score(Order order, int price) {
    long digest = work.burn(order.id() * 31 + price, order.cpuMicros());
    return (int) (digest >>> 40) % 1_000;
  }

  /** Asks the database. Blocks. */
  int quantity(Order order) throws SQLException {
    return stock.quantity(order);
  }

  /** Says it all. */
  String answer(Order order, int price, int score, int quantity) {
    return order.id() + " " + price + " " + score + " " + quantity;
  }
}
