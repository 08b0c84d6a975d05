package dev.towpath.migrate.s4handlers;

import dev.towpath.migrate.Line;
import dev.towpath.migrate.Refused;
import dev.towpath.migrate.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reserves stock by waiting for it, and tries again when there is no answer. */
final class StockClient {
  private static final Logger LOG = LoggerFactory.getLogger(StockClient.class);
  private static final int ATTEMPTS = 4;

  private final HttpClient client =
      HttpClient.newBuilder().executor(Executors.newVirtualThreadPerTaskExecutor()).build();
  private final URI stock;
  private final Duration pause;

  StockClient(Settings settings) {
    this.stock = settings.stock();
    this.pause = settings.pause();
  }

  void reserve(Line line) throws InterruptedException {
    Duration next = pause;
    for (int left = ATTEMPTS - 1; ; left--) {
      int status = status("reserve", line);
      if (status == 200) {
        return;
      }
      if (status == 409) {
        throw new Refused(409, "not in stock: " + line.item());
      }
      if (left == 0) {
        throw new Refused(503, "stock does not answer");
      }
      Thread.sleep(next);
      next = next.multipliedBy(2);
    }
  }

  /** Gives back what was reserved. */
  void release(Line line) throws InterruptedException {
    int status = status("release", line);
    if (status != 200) {
      LOG.warn("not released: {}, status {}", line, status);
    }
  }

  /** 0 if there is no answer at all. */
  private int status(String verb, Line line) throws InterruptedException {
    String path = "/" + verb + "/" + line.item() + "/" + line.quantity();
    HttpRequest request =
        HttpRequest.newBuilder(stock.resolve(path)).POST(BodyPublishers.noBody()).build();
    try {
      return client.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return 0;
    }
  }

  void close() {
    client.shutdownNow();
  }
}
