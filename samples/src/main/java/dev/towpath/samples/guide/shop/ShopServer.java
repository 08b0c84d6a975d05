package dev.towpath.samples.guide.shop;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Answers as it was told, holds back what it was told to hold back, and knows who still waits for
 * an answer.
 */
public final class ShopServer implements AutoCloseable {
  /* A request counts as running until it was answered or its client has gone. All handlers run on
   * the one event loop; what tests look at is atomic or concurrent. */
  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final Map<String, List<HttpServerResponse>> held = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger mostRunning = new AtomicInteger();
  private final HttpServer server;

  private record Answer(int status, String body) {}

  private ShopServer() {
    server = vertx.createHttpServer().requestHandler(this::handle);
    server.listen(0, "localhost").toCompletionStage().toCompletableFuture().join();
  }

  public static ShopServer start() {
    return new ShopServer();
  }

  public URI uri() {
    return URI.create("http://localhost:" + server.actualPort());
  }

  /** A path that nobody has given an answer is not found. */
  public ShopServer answer(String path, String body) {
    answers.put(path, new Answer(200, body));
    return this;
  }

  public ShopServer fail(String path, int status) {
    answers.put(path, new Answer(status, ""));
    return this;
  }

  /** Requests for the path wait until {@link #release}. */
  public ShopServer hold(String path) {
    held.put(path, new CopyOnWriteArrayList<>());
    return this;
  }

  /** Answers who waits for the path; returns how many clients were still there to hear it. */
  public int release(String path) {
    List<HttpServerResponse> waiting = held.remove(path);
    waiting.removeIf(HttpServerResponse::closed);
    waiting.forEach(response -> vertx.runOnContext(unused -> reply(path, response)));
    return waiting.size();
  }

  /** The paths asked for, in order. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  /** Requests that are neither answered nor given up. */
  public int running() {
    return running.get();
  }

  public int mostRunning() {
    return mostRunning.get();
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private void handle(HttpServerRequest request) {
    asked.add(request.path());
    mostRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
    AtomicBoolean over = new AtomicBoolean();
    request.response().endHandler(unused -> end(over)).closeHandler(unused -> end(over));
    request.response().exceptionHandler(unused -> end(over));
    List<HttpServerResponse> waiting = held.get(request.path());
    if (waiting == null) {
      reply(request.path(), request.response());
    } else {
      waiting.add(request.response());
    }
  }

  private void end(AtomicBoolean over) {
    if (over.compareAndSet(false, true)) {
      running.decrementAndGet();
    }
  }

  private void reply(String path, HttpServerResponse response) {
    Answer answer = answers.getOrDefault(path, new Answer(404, ""));
    if (!response.closed()) {
      response.setStatusCode(answer.status()).end(answer.body());
    }
  }
}
