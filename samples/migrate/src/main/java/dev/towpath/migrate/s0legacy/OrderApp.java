package dev.towpath.migrate.s0legacy;

import dev.towpath.migrate.Service;
import dev.towpath.migrate.Settings;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Puts the service together. */
public final class OrderApp implements Service {
  private static final int DATABASE_THREADS = 4;

  private final Vertx vertx;
  private final ExecutorService pool;
  private final PriceClient prices;
  private final HttpServer server;

  private OrderApp(Vertx vertx, ExecutorService pool, PriceClient prices, HttpServer server) {
    this.vertx = vertx;
    this.pool = pool;
    this.prices = prices;
    this.server = server;
  }

  public static OrderApp start(Settings settings) {
    Vertx vertx = Vertx.vertx();
    ExecutorService pool = Executors.newFixedThreadPool(DATABASE_THREADS);
    OrderStore store = new OrderStore(vertx, settings.jdbc(), pool);
    store.createTables();
    PriceClient prices = new PriceClient(settings);
    StockClient stock = new StockClient(vertx, settings);
    OrderService service = new OrderService(vertx, prices, stock, store);
    deploy(vertx, new OrderVerticle(service));
    deploy(vertx, new AuditVerticle());
    HttpServer server = vertx.createHttpServer().requestHandler(new OrderHandlers(vertx)::handle);
    server.listen(0, "localhost").toCompletionStage().toCompletableFuture().join();
    return new OrderApp(vertx, pool, prices, server);
  }

  private static void deploy(Vertx vertx, AbstractVerticle verticle) {
    vertx.deployVerticle(verticle).toCompletionStage().toCompletableFuture().join();
  }

  @Override
  public URI uri() {
    return URI.create("http://localhost:" + server.actualPort());
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
    pool.shutdown();
    prices.close();
  }
}
