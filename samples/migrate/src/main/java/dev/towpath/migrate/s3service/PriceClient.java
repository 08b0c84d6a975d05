package dev.towpath.migrate.s3service;

import dev.towpath.migrate.Line;
import dev.towpath.migrate.Refused;
import dev.towpath.migrate.Settings;
import dev.towpath.scope.Scope;
import dev.towpath.scope.ScopeOptions;
import dev.towpath.scope.Task;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;

/** Asks for prices, and waits for them. */
final class PriceClient {
  private static final int AT_ONCE = 8;

  private final HttpClient client =
      HttpClient.newBuilder().executor(Executors.newVirtualThreadPerTaskExecutor()).build();
  private final URI prices;
  private final Duration patience;

  PriceClient(Settings settings) {
    this.prices = settings.prices();
    this.patience = settings.patience();
  }

  /** What all lines cost together. */
  int total(List<Line> lines) throws InterruptedException {
    List<Task<Integer>> costs = new ArrayList<>();
    try (Scope scope = Scope.open(ScopeOptions.defaults().limit(AT_ONCE))) {
      for (Line line : lines) {
        costs.add(scope.fork(() -> price(line.item()) * line.quantity()));
      }
      scope.join();
    }
    return costs.stream().mapToInt(Task::get).sum();
  }

  private int price(String item) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(prices.resolve("/prices/" + item)).timeout(patience).build();
    try {
      return parsed(item, client.send(request, BodyHandlers.ofString()));
    } catch (HttpTimeoutException e) {
      throw new Refused(504, "no price in time: " + item);
    }
  }

  private static int parsed(String item, HttpResponse<String> response) {
    if (response.statusCode() == 404) {
      throw new Refused(422, "no such item: " + item);
    }
    if (response.statusCode() != 200) {
      throw new Refused(503, "prices do not answer");
    }
    return Integer.parseInt(response.body());
  }

  void close() {
    client.shutdownNow();
  }
}
