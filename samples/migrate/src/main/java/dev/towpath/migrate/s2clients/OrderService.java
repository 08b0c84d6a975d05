package dev.towpath.migrate.s2clients;

import dev.towpath.migrate.Line;
import dev.towpath.migrate.Refused;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** What is to be done for an order: price, reserve, store, tell; and give back if it fails. */
final class OrderService {
  private static final Logger LOG = LoggerFactory.getLogger(OrderService.class);

  private final Vertx vertx;
  private final PriceClient prices;
  private final StockClient stock;
  private final OrderStore store;

  OrderService(Vertx vertx, PriceClient prices, StockClient stock, OrderStore store) {
    this.vertx = vertx;
    this.prices = prices;
    this.stock = stock;
    this.store = store;
  }

  void create(JsonObject order, Handler<AsyncResult<JsonObject>> done) {
    List<Line> lines;
    try {
      lines = Line.of(order);
      if (order.getString("id") == null || order.getString("customer") == null) {
        throw new Refused(400, "an order has an id and a customer");
      }
    } catch (RuntimeException e) {
      done.handle(Future.failedFuture(e));
      return;
    }
    Context context = vertx.getOrCreateContext();
    prices
        .total(lines)
        .subscribe(
            MdcCopy.consumer(total -> {
              Consumer<Void> next = MdcCopy.consumer(unused -> reserve(order, lines, total, done));
              context.runOnContext(next::accept);
            }),
            failure -> context.runOnContext(unused -> done.handle(Future.failedFuture(failure))));
  }

  // @start region="create"
  private void reserve(
      JsonObject order, List<Line> lines, int total, Handler<AsyncResult<JsonObject>> done) {
    Deque<Line> reserved = new ArrayDeque<>();
    reserveNext(
        lines.iterator(),
        reserved,
        result -> {
          if (result.failed()) {
            giveBack(reserved);
            done.handle(Future.failedFuture(result.cause()));
          } else {
            save(order, reserved, total, done);
          }
        });
  }

  private void reserveNext(
      Iterator<Line> lines, Deque<Line> reserved, Handler<AsyncResult<Void>> done) {
    if (!lines.hasNext()) {
      done.handle(Future.succeededFuture());
      return;
    }
    Line line = lines.next();
    stock.reserve(
        line,
        result -> {
          if (result.failed()) {
            done.handle(result);
            return;
          }
          reserved.push(line);
          reserveNext(lines, reserved, done);
        });
  }

  private void save(
      JsonObject order, Deque<Line> reserved, int total, Handler<AsyncResult<JsonObject>> done) {
    String id = order.getString("id");
    store.insert(
        id,
        order.getString("customer"),
        total,
        result -> {
          if (result.failed()) {
            giveBack(reserved);
            done.handle(Future.failedFuture(result.cause()));
            return;
          }
          tell(id);
          done.handle(Future.succeededFuture(new JsonObject().put("id", id).put("total", total)));
        });
  }

  // @end

  private void tell(String id) {
    LOG.debug("created {}", id);
    DeliveryOptions options = new DeliveryOptions();
    String request = MDC.get("request");
    if (request != null) {
      options.addHeader("request", request);
    }
    vertx.eventBus().publish("orders.created", id, options);
  }

  private void giveBack(Deque<Line> reserved) {
    while (!reserved.isEmpty()) {
      stock.release(reserved.pop());
    }
  }

  void find(String id, Handler<AsyncResult<JsonObject>> done) {
    store.find(id, done);
  }

  void list(String customer, Handler<AsyncResult<JsonArray>> done) {
    store.list(customer, done);
  }

  void report(Handler<AsyncResult<JsonObject>> done) {
    store.report(done);
  }
}
