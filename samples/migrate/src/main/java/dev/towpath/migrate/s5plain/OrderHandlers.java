package dev.towpath.migrate.s5plain;

import dev.towpath.migrate.Refused;
import dev.towpath.vertx.VertxBridge;
import io.vertx.core.AsyncResult;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.slf4j.MDC;

/** The service over HTTP: each request is answered by a virtual thread. */
final class OrderHandlers {
  private static final String REQUEST_ID = "X-Request-Id";

  private final OrderService service;
  private final Audit audit;

  OrderHandlers(OrderService service, Audit audit) {
    this.service = service;
    this.audit = audit;
  }

  // @start region="handler"
  /** On the event loop: nothing waits here. */
  void handle(HttpServerRequest request) {
    String given = request.getHeader(REQUEST_ID);
    String id = given == null ? UUID.randomUUID().toString() : given;
    request.response().putHeader(REQUEST_ID, id);
    request
        .body()
        .compose(body -> VertxBridge.call(() -> answer(id, request, body)))
        .onComplete(answer -> end(request, answer));
  }

  private Object answer(String id, HttpServerRequest request, Buffer body) throws Exception {
    try (MDC.MDCCloseable unused = MDC.putCloseable("request", id)) {
      String path = request.path();
      if (request.method() == HttpMethod.POST && path.equals("/orders")) {
        return service.create(json(body));
      }
      if (request.method() != HttpMethod.GET) {
        throw new Refused(404, "no such thing");
      }
      if (path.startsWith("/orders/")) {
        return service.find(path.substring("/orders/".length()));
      }
      return switch (path) {
        case "/orders" -> service.list(request.getParam("customer"));
        case "/report" -> service.report();
        case "/audit" -> audit.list();
        default -> throw new Refused(404, "no such thing");
      };
    }
  }

  // @end

  private static JsonObject json(Buffer body) {
    try {
      return body.toJsonObject();
    } catch (DecodeException | ClassCastException e) {
      throw new Refused(400, "not JSON");
    }
  }

  private static void end(HttpServerRequest request, AsyncResult<Object> answer) {
    if (answer.succeeded()) {
      request
          .response()
          .putHeader("Content-Type", "application/json")
          .end(String.valueOf(answer.result()));
    } else if (answer.cause() instanceof Refused refused) {
      request.response().setStatusCode(refused.status()).end(refused.getMessage());
    } else {
      request.response().setStatusCode(500).end(String.valueOf(answer.cause()));
    }
  }
}
