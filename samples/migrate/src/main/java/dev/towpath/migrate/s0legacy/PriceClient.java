package dev.towpath.migrate.s0legacy;

import dev.towpath.migrate.Line;
import dev.towpath.migrate.Refused;
import dev.towpath.migrate.Settings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Asks for prices, with Reactor. */
final class PriceClient {
  private final HttpClient client = HttpClient.newHttpClient();
  private final URI prices;
  private final Duration patience;

  PriceClient(Settings settings) {
    this.prices = settings.prices();
    this.patience = settings.patience();
  }

  /** What all lines cost together. */
  Mono<Integer> total(List<Line> lines) {
    return Flux.fromIterable(lines)
        .flatMap(line -> price(line.item()).map(price -> price * line.quantity()))
        .reduce(0, Integer::sum);
  }

  Mono<Integer> price(String item) {
    HttpRequest request = HttpRequest.newBuilder(prices.resolve("/prices/" + item)).build();
    return Mono.fromFuture(() ->
            client
                .sendAsync(request, BodyHandlers.ofString())
                .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS))
        .map(response -> parsed(item, response))
        .onErrorMap(TimeoutException.class, e -> new Refused(504, "no price in time: " + item));
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
