package dev.towpath.migrate.s3service;

import dev.towpath.migrate.Line;
import dev.towpath.migrate.Refused;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** What is to be done for an order: price, reserve, store, tell; and give back if it fails. */
final class OrderService {
  private static final Logger LOG = LoggerFactory.getLogger(OrderService.class);

  private final EventBus bus;
  private final PriceClient prices;
  private final StockClient stock;
  private final OrderStore store;

  OrderService(EventBus bus, PriceClient prices, StockClient stock, OrderStore store) {
    this.bus = bus;
    this.prices = prices;
    this.stock = stock;
    this.store = store;
  }

  // @start region="create"
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
    tell(id);
    return new JsonObject().put("id", id).put("total", total);
  }

  // @end

  private void tell(String id) {
    LOG.debug("created {}", id);
    DeliveryOptions options = new DeliveryOptions();
    String request = MDC.get("request");
    if (request != null) {
      options.addHeader("request", request);
    }
    bus.publish("orders.created", id, options);
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
