package dev.towpath.migrate.s3service;

import io.vertx.core.AsyncResult;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.slf4j.MDC;

/** The service over HTTP: each request becomes a message on the event bus. */
final class OrderHandlers {
  private static final String REQUEST_ID = "X-Request-Id";

  private final Vertx vertx;

  OrderHandlers(Vertx vertx) {
    this.vertx = vertx;
  }

  void handle(HttpServerRequest request) {
    String id = request.getHeader(REQUEST_ID);
    if (id == null) {
      id = UUID.randomUUID().toString();
    }
    request.response().putHeader(REQUEST_ID, id);
    MDC.put("request", id);
    try {
      route(request);
    } finally {
      MDC.clear();
    }
  }

  private void route(HttpServerRequest request) {
    String path = request.path();
    if (request.method() == HttpMethod.POST && path.equals("/orders")) {
      request.bodyHandler(MdcCopy.<Buffer>consumer(body -> create(request, body))::accept);
    } else if (request.method() != HttpMethod.GET) {
      end(request, 404, "no such thing");
    } else if (path.startsWith("/orders/")) {
      JsonObject question = new JsonObject().put("id", path.substring("/orders/".length()));
      ask(request, "orders.find", question);
    } else if (path.equals("/orders")) {
      JsonObject question = new JsonObject().put("customer", request.getParam("customer"));
      ask(request, "orders.list", question);
    } else if (path.equals("/report")) {
      ask(request, "orders.report", new JsonObject());
    } else if (path.equals("/audit")) {
      ask(request, "audit.list", new JsonObject());
    } else {
      end(request, 404, "no such thing");
    }
  }

  private void create(HttpServerRequest request, Buffer body) {
    JsonObject order;
    try {
      order = body.toJsonObject();
    } catch (DecodeException | ClassCastException e) {
      end(request, 400, "not JSON");
      return;
    }
    ask(request, "orders.create", order);
  }

  // @start region="handler"
  private void ask(HttpServerRequest request, String address, JsonObject question) {
    DeliveryOptions options = new DeliveryOptions().addHeader("request", MDC.get("request"));
    vertx
        .eventBus()
        .<Object>request(address, question, options)
        .onComplete(MdcCopy.handler(reply -> answer(request, reply)));
  }

  private static void answer(HttpServerRequest request, AsyncResult<Message<Object>> reply) {
    if (reply.succeeded()) {
      request
          .response()
          .putHeader("Content-Type", "application/json")
          .end(String.valueOf(reply.result().body()));
    } else if (reply.cause() instanceof ReplyException refused && refused.failureCode() > 0) {
      end(request, refused.failureCode(), refused.getMessage());
    } else {
      end(request, 500, String.valueOf(reply.cause()));
    }
  }

  // @end

  private static void end(HttpServerRequest request, int status, String message) {
    request.response().setStatusCode(status).end(message);
  }
}
