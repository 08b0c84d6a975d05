package dev.towpath.migrate.s3service;

import dev.towpath.migrate.Refused;
import dev.towpath.vertx.VertxBridge;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.AsyncResult;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import org.slf4j.MDC;

/** The service on the event bus: each message is a call on a virtual thread. */
final class OrderVerticle extends AbstractVerticle {
  private final OrderService service;

  OrderVerticle(OrderService service) {
    this.service = service;
  }

  private interface Body {
    Object answer(JsonObject question) throws Exception;
  }

  @Override
  public void start() {
    serve("orders.create", service::create);
    serve("orders.find", question -> service.find(question.getString("id")));
    serve("orders.list", question -> service.list(question.getString("customer")));
    serve("orders.report", question -> service.report());
  }

  private void serve(String address, Body body) {
    vertx.eventBus().<JsonObject>consumer(address, message -> serve(message, body));
  }

  private static void serve(Message<JsonObject> message, Body body) {
    String request = message.headers().get("request");
    if (request != null) {
      MDC.put("request", request);
    }
    try {
      VertxBridge.<Object>call(MdcCopy.callable(() -> body.answer(message.body())))
          .onComplete(result -> reply(message, result));
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
}
