package dev.towpath.samples.tasks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.towpath.scope.BoundedExecutor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A small server as many are: the JDK's HTTP server, handlers that block on a database, and a pool
 * of threads, which is also what keeps the database from more than eight queries at once. On the
 * way to virtual threads that bound must not get lost; here it does not.
 */
final class PriceServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService workers;
  private final String database;

  private PriceServer(ExecutorService workers, String database) throws IOException {
    this.workers = workers;
    this.database = database;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 128);
    server.createContext("/price/", this::answerPrice);
    server.setExecutor(workers);
    server.start();
  }

  // @start region="before"
  /** As it was: eight threads, and a queue that grows until the memory is full. */
  static PriceServer onThreads(String database) throws IOException {
    return new PriceServer(Executors.newFixedThreadPool(8), database);
  }

  // @end

  // @start region="after"
  /** As it is: eight handlers at once, and while 64 requests wait no more are read. */
  static PriceServer onVirtualThreads(String database) throws IOException {
    return new PriceServer(BoundedExecutor.of(8, 64), database);
  }

  // @end

  /** With workers of somebody's choice. */
  static PriceServer on(ExecutorService workers, String database) throws IOException {
    return new PriceServer(workers, database);
  }

  URI address() {
    InetSocketAddress at = server.getAddress();
    return URI.create("http://" + at.getAddress().getHostAddress() + ":" + at.getPort());
  }

  private void answerPrice(HttpExchange exchange) throws IOException {
    String name = exchange.getRequestURI().getPath().substring("/price/".length());
    try (exchange) {
      Integer price = price(name);
      byte[] body = String.valueOf(price).getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(price == null ? 404 : 200, body.length);
      exchange.getResponseBody().write(body);
    } catch (SQLException e) {
      throw new IOException(e); // closes the connection
    }
  }

  private Integer price(String name) throws SQLException {
    try (Connection connection = DriverManager.getConnection(database);
        PreparedStatement query =
            connection.prepareStatement("select price from product where name = ?")) {
      query.setString(1, name);
      try (ResultSet rows = query.executeQuery()) {
        return rows.next() ? rows.getInt(1) : null;
      }
    }
  }

  // @start region="stop"
  /**
   * Stops within five seconds or so, and returns the threads of the handlers that would not: their
   * stack traces say where they hang.
   */
  static List<Thread> stop(PriceServer server, BoundedExecutor workers)
      throws InterruptedException {
    server.server.stop(0);
    return workers.close(Duration.ofSeconds(4), Duration.ofSeconds(1));
  }

  // @end

  /** Stops, and waits until the last handler has ended. */
  @Override
  public void close() {
    server.stop(0);
    workers.close();
  }
}
