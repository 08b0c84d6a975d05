package dev.towpath.migrate.s4handlers;

import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/** Remembers which request made which order. */
final class Audit {
  private static final int KEPT = 1000;

  private final ConcurrentLinkedDeque<JsonObject> lines = new ConcurrentLinkedDeque<>();
  private final AtomicInteger size = new AtomicInteger();

  Audit(EventBus bus) {
    bus.<String>consumer("orders.created", this::remember);
  }

  private void remember(Message<String> created) {
    lines.addLast(
        new JsonObject()
            .put("order", created.body())
            .put("request", created.headers().get("request")));
    if (size.incrementAndGet() > KEPT) {
      lines.removeFirst();
      size.decrementAndGet();
    }
  }

  JsonArray list() {
    JsonArray all = new JsonArray();
    lines.forEach(all::add);
    return all;
  }
}
