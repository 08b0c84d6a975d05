package dev.towpath.migrate.s3service;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;

/** Remembers which request made which order. */
final class AuditVerticle extends AbstractVerticle {
  private static final int KEPT = 1000;

  private final Deque<JsonObject> lines = new ArrayDeque<>();

  @Override
  public void start() {
    vertx.eventBus().<String>consumer("orders.created", this::remember);
    vertx.eventBus().<JsonObject>consumer("audit.list", this::list);
  }

  private void remember(Message<String> created) {
    if (lines.size() == KEPT) {
      lines.removeFirst();
    }
    lines.addLast(
        new JsonObject()
            .put("order", created.body())
            .put("request", created.headers().get("request")));
  }

  private void list(Message<JsonObject> question) {
    JsonArray all = new JsonArray();
    lines.forEach(all::add);
    question.reply(all);
  }
}
