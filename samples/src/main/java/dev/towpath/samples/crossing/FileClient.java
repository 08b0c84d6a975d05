package dev.towpath.samples.crossing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;

/**
 * Reads from a {@link FileServer}. This is the legacy code: it knows futures and publishers only,
 * and completes them on threads of the HTTP client, which must not be made to wait.
 */
public final class FileClient implements AutoCloseable {
  private static final Duration SERVER_IS_DEAD = Duration.ofSeconds(30);

  private final URI server;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  public FileClient(URI server) {
    this.server = server;
  }

  /** Fetches the names of all files. */
  public CompletableFuture<List<String>> list() {
    return get("/list", BodyHandlers.ofString())
        .thenApply(body -> body.lines().map(line -> URLDecoder.decode(line, UTF_8)).toList());
  }

  /** Fetches one file. */
  public CompletableFuture<Document> fetch(String name) {
    return get("/files/" + URLEncoder.encode(name, UTF_8), BodyHandlers.ofByteArray())
        .thenApply(bytes -> new Document(name, bytes));
  }

  /** Fetches all files as a zip; what is requested of the publisher is what the client reads. */
  public CompletableFuture<Flow.Publisher<List<ByteBuffer>>> fetchAll() {
    return get("/all", BodyHandlers.ofPublisher());
  }

  /** Drops what is under way. */
  @Override
  public void close() {
    http.shutdownNow();
    http.close();
  }

  private <T> CompletableFuture<T> get(String path, BodyHandler<T> handler) {
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve(path)).timeout(SERVER_IS_DEAD).build();
    return http.sendAsync(request, handler)
        .handle((response, failure) -> bodyOf(response, failure, path));
  }

  private static <T> T bodyOf(HttpResponse<T> response, Throwable failure, String path) {
    if (failure != null) {
      throw failed(path, failure.getMessage(), failure);
    }
    if (response.statusCode() != 200) {
      throw failed(path, "status " + response.statusCode(), null);
    }
    return response.body();
  }

  private static CompletionException failed(String path, String reason, Throwable cause) {
    return new CompletionException(new IOException("GET " + path + ": " + reason, cause));
  }
}
