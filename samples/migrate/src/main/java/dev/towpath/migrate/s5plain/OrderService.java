package dev.towpath.migrate.s5plain;

import dev.towpath.migrate.Line;
import dev.towpath.migrate.Refused;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What is to be done for an order: price, reserve, store, tell; and give back if it fails. */
final class OrderService {
  private final Audit audit;
  private final PriceClient prices;
  private final StockClient stock;
  private final OrderStore store;

  OrderService(Audit audit, PriceClient prices, StockClient stock, OrderStore store) {
    this.audit = audit;
    this.prices = prices;
    this.stock = stock;
    this.store = store;
  }

  JsonObject create(JsonObject order) throws Exception {
    List<Line> lines = Line.of(order);
    String id = order.getString("id");
    String customer = order.getString("customer");
    if (id == null || customer == null) {
      throw new Refused(400, "an order has an id and a customer");
    }
    int total = prices.total(lines);
    Deque<Line> reserved = new ArrayDeque<>();
    try {
      for (Line line : lines) {
        stock.reserve(line);
        reserved.push(line);
      }
      store.insert(id, customer, total);
      reserved.clear();
    } finally {
      for (Line line : reserved) { // only if something failed
        stock.release(line);
      }
    }
    audit.created(id);
    return new JsonObject().put("id", id).put("total", total);
  }

  JsonObject find(String id) throws Exception {
    return store.find(id);
  }

  JsonArray list(String customer) throws Exception {
    return store.list(customer);
  }

  JsonObject report() throws Exception {
    return store.report();
  }
}
