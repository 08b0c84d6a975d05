package dev.towpath.migrate.s5plain;

import dev.towpath.migrate.Service;
import dev.towpath.migrate.Settings;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.URI;

/** Puts the service together. */
public final class OrderApp implements Service {
  private final Vertx vertx;
  private final PriceClient prices;
  private final StockClient stock;
  private final HttpServer server;

  private OrderApp(Vertx vertx, PriceClient prices, StockClient stock, HttpServer server) {
    this.vertx = vertx;
    this.stock = stock;
    this.prices = prices;
    this.server = server;
  }

  public static OrderApp start(Settings settings) {
    Vertx vertx = Vertx.vertx();
    OrderStore store = new OrderStore(settings.jdbc());
    store.createTables();
    PriceClient prices = new PriceClient(settings);
    StockClient stock = new StockClient(settings);
    Audit audit = new Audit();
    OrderService service = new OrderService(audit, prices, stock, store);
    OrderHandlers handlers = new OrderHandlers(service, audit);
    HttpServer server = vertx.createHttpServer().requestHandler(handlers::handle);
    server.listen(0, "localhost").toCompletionStage().toCompletableFuture().join();
    return new OrderApp(vertx, prices, stock, server);
  }

  @Override
  public URI uri() {
    return URI.create("http://localhost:" + server.actualPort());
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
    prices.close();
    stock.close();
  }
}
