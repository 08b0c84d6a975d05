package dev.towpath.migrate.s0legacy;

import io.vertx.core.AsyncResult;
import io.vertx.core.Handler;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.MDC;

/** Takes the request's number along into whatever runs later, on whatever thread. */
final class MdcCopy {
  private MdcCopy() {}

  static <T> Handler<AsyncResult<T>> handler(Handler<AsyncResult<T>> handler) {
    Map<String, String> copy = MDC.getCopyOfContextMap();
    return result -> within(copy, () -> handler.handle(result));
  }

  static <T> Consumer<T> consumer(Consumer<T> consumer) {
    Map<String, String> copy = MDC.getCopyOfContextMap();
    return value -> within(copy, () -> consumer.accept(value));
  }

  static Runnable runnable(Runnable runnable) {
    Map<String, String> copy = MDC.getCopyOfContextMap();
    return () -> within(copy, runnable);
  }

  private static void within(Map<String, String> copy, Runnable body) {
    Map<String, String> before = MDC.getCopyOfContextMap();
    set(copy);
    try {
      body.run();
    } finally {
      set(before);
    }
  }

  private static void set(Map<String, String> values) {
    if (values == null) {
      MDC.clear();
    } else {
      MDC.setContextMap(values);
    }
  }
}
