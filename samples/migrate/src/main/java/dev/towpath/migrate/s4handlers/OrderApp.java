package dev.towpath.migrate.s4handlers;

import dev.towpath.migrate.Service;
import dev.towpath.migrate.Settings;
import dev.towpath.scope.BoundedExecutor;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.URI;

/** Puts the service together. */
public final class OrderApp implements Service {
  private static final int DATABASE_CALLS = 4;
  private static final int WAITING_CALLS = 1000;

  private final Vertx vertx;
  private final BoundedExecutor pool;
  private final PriceClient prices;
  private final StockClient stock;
  private final HttpServer server;

  private OrderApp(
      Vertx vertx, BoundedExecutor pool, PriceClient prices, StockClient stock, HttpServer server) {
    this.vertx = vertx;
    this.stock = stock;
    this.pool = pool;
    this.prices = prices;
    this.server = server;
  }

  public static OrderApp start(Settings settings) {
    Vertx vertx = Vertx.vertx();
    BoundedExecutor pool =
        BoundedExecutor.builder(DATABASE_CALLS, WAITING_CALLS).name("database").build();
    OrderStore store = new OrderStore(settings.jdbc(), pool);
    store.createTables();
    PriceClient prices = new PriceClient(settings);
    StockClient stock = new StockClient(settings);
    OrderService service = new OrderService(vertx.eventBus(), prices, stock, store);
    OrderHandlers handlers = new OrderHandlers(service, new Audit(vertx.eventBus()));
    HttpServer server = vertx.createHttpServer().requestHandler(handlers::handle);
    server.listen(0, "localhost").toCompletionStage().toCompletableFuture().join();
    return new OrderApp(vertx, pool, prices, stock, server);
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
    stock.close();
  }
}
