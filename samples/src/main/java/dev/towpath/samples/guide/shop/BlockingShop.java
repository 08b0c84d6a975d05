package dev.towpath.samples.guide.shop;

import dev.towpath.channel.Deadline;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.TimeoutException;

/** The shop asked by a thread that waits. */
public final class BlockingShop implements AutoCloseable {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI shop;

  public BlockingShop(URI shop) {
    this.shop = shop;
  }

  /** Waits for the answer; an interrupt and the end of the time abort the request. */
  public String get(String path, Deadline deadline)
      throws IOException, InterruptedException, TimeoutException {
    if (deadline.isOver()) {
      throw new TimeoutException(path);
    }
    HttpRequest request =
        HttpRequest.newBuilder(shop.resolve(path)).timeout(deadline.remaining()).build();
    try {
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      return ShopException.body(answer.statusCode(), path, answer.body());
    } catch (HttpTimeoutException e) {
      throw new TimeoutException(path);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }
}
