package dev.towpath.migrate;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The two services behind ours: prices and stock, on this machine. */
final class Backend implements AutoCloseable {
  private final Map<String, Integer> prices = new ConcurrentHashMap<>();
  private final Map<String, Integer> stock = new ConcurrentHashMap<>();
  private final List<String> reservations = new CopyOnWriteArrayList<>();
  private final AtomicInteger failures = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  Backend() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/prices/", this::price);
    server.createContext("/reserve/", exchange -> stock(exchange, -1));
    server.createContext("/release/", exchange -> stock(exchange, 1));
    server.setExecutor(threads);
    server.start();
  }

  URI uri() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  /** A price of less than 0 is never told. */
  Backend item(String name, int price, int pieces) {
    prices.put(name, price);
    stock.put(name, pieces);
    return this;
  }

  /** The next so many questions to the stock are answered with 503. */
  Backend failing(int times) {
    failures.set(times);
    return this;
  }

  int pieces(String item) {
    return stock.get(item);
  }

  /** The calls that the stock has got, failed ones too. */
  List<String> reservations() {
    return List.copyOf(reservations);
  }

  private void price(HttpExchange exchange) throws IOException {
    Integer price = prices.get(last(exchange, 2));
    if (price != null && price < 0) {
      try {
        closed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    answer(exchange, price == null ? 404 : 200, String.valueOf(price));
  }

  private void stock(HttpExchange exchange, int sign) throws IOException {
    reservations.add(exchange.getRequestURI().getPath());
    if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      answer(exchange, 503, "");
      return;
    }
    int change = sign * Integer.parseInt(last(exchange, 3));
    boolean[] done = new boolean[1];
    stock.computeIfPresent(
        last(exchange, 2),
        (item, pieces) -> {
          done[0] = pieces + change >= 0;
          return done[0] ? pieces + change : pieces;
        });
    answer(exchange, done[0] ? 200 : 409, "");
  }

  private static String last(HttpExchange exchange, int part) {
    return exchange.getRequestURI().getPath().split("/")[part];
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    try (exchange) {
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
