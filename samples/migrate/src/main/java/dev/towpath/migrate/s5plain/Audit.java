package dev.towpath.migrate.s5plain;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.MDC;

/** Remembers which request made which order. */
final class Audit {
  private static final int KEPT = 1000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<JsonObject> lines = new ArrayDeque<>(); // guarded by lock; at most KEPT

  void created(String order) {
    JsonObject line = new JsonObject().put("order", order).put("request", MDC.get("request"));
    lock.lock();
    try {
      if (lines.size() == KEPT) {
        lines.removeFirst();
      }
      lines.addLast(line);
    } finally {
      lock.unlock();
    }
  }

  JsonArray list() {
    lock.lock();
    try {
      JsonArray all = new JsonArray();
      lines.forEach(all::add);
      return all;
    } finally {
      lock.unlock();
    }
  }
}
