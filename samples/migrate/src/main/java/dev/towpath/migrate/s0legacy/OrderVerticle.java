package dev.towpath.migrate.s0legacy;

import dev.towpath.migrate.Refused;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.util.function.BiConsumer;
import org.slf4j.MDC;

/** The service on the event bus. */
final class OrderVerticle extends AbstractVerticle {
  private final OrderService service;

  OrderVerticle(OrderService service) {
    this.service = service;
  }

  @Override
  public void start() {
    serve("orders.create", (body, done) -> service.create(body, map(done)));
    serve("orders.find", (body, done) -> service.find(body.getString("id"), map(done)));
    serve("orders.list", (body, done) -> service.list(body.getString("customer"), map(done)));
    serve("orders.report", (body, done) -> done.handle(Future.succeededFuture(service.report())));
  }

  private void serve(String address, BiConsumer<JsonObject, Handler<AsyncResult<Object>>> body) {
    vertx.eventBus().<JsonObject>consumer(address, message -> serve(message, body));
  }

  private static void serve(
      Message<JsonObject> message, BiConsumer<JsonObject, Handler<AsyncResult<Object>>> body) {
    String request = message.headers().get("request");
    if (request != null) {
      MDC.put("request", request);
    }
    try {
      body.accept(message.body(), MdcCopy.handler(result -> reply(message, result)));
    } finally {
      MDC.clear();
    }
  }

  private static void reply(Message<JsonObject> message, AsyncResult<Object> result) {
    if (result.succeeded()) {
      message.reply(result.result());
    } else if (result.cause() instanceof Refused refused) {
      message.fail(refused.status(), refused.getMessage());
    } else {
      message.fail(500, String.valueOf(result.cause()));
    }
  }

  private static <T> Handler<AsyncResult<T>> map(Handler<AsyncResult<Object>> done) {
    return result -> done.handle(result.map(value -> (Object) value));
  }
}
