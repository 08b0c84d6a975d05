package dev.towpath.benchmarks.load.generator;

import dev.towpath.benchmarks.load.wire.Loopback;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Many requests that are under way at the same time: the remote service holds their answers. */
final class Burst {
  private static final int AT_ONCE = 500;
  private static final long PAUSE_MILLIS = 10;
  private static final long MAY_TAKE_SECONDS = 60;

  private final Vertx vertx;
  private final HttpClient client;
  private final int port;
  private final AtomicInteger failed = new AtomicInteger();
  private CountDownLatch open;

  Burst(Vertx vertx, HttpClient client, int port) {
    this.vertx = vertx;
    this.client = client;
    this.port = port;
  }

  /** Begins; some at a time, so that the server is not asked to accept all in one moment. */
  void start(int count) {
    open = new CountDownLatch(count);
    vertx.runOnContext(tick -> sendFrom(0, count));
  }

  private void sendFrom(int first, int count) {
    int end = Math.min(count, first + AT_ONCE);
    for (int i = first; i < end; i++) {
      send(i);
    }
    if (end < count) {
      vertx.setTimer(PAUSE_MILLIS, timer -> sendFrom(end, count));
    }
  }

  private void send(int i) {
    String uri = "/order?id=" + i + "&sku=1&cpu=0&delay=0&hold=1";
    client
        .request(HttpMethod.GET, port, Loopback.HOST, uri)
        .compose(request -> request.send())
        .compose(HttpClientResponse::body)
        .onFailure(failure -> failed.incrementAndGet())
        .onComplete(result -> open.countDown());
  }

  /** Waits until all are answered, and returns how many were not. */
  long awaitEnd() throws InterruptedException {
    open.await(MAY_TAKE_SECONDS, TimeUnit.SECONDS);
    return failed.get() + open.getCount();
  }
}
