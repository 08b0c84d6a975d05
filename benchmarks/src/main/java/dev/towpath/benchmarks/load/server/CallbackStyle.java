package dev.towpath.benchmarks.load.server;

import io.vertx.core.AsyncResult;
import io.vertx.core.Handler;

/** Callbacks on the event loop; the database behind {@code executeBlocking}. */
record CallbackStyle(Kit kit, boolean offLoaded) implements Style {
  @Override
  public void handle(Order order, Reply reply) {
    kit.steps().price(order).onComplete(orElseFail(reply, price -> score(order, price, reply)));
  }

  private void score(Order order, int price, Reply reply) {
    if (offLoaded) {
      kit.vertx()
          .executeBlocking(() -> kit.steps().score(order, price), false)
          .onComplete(orElseFail(reply, score -> query(order, price, score, reply)));
    } else {
      query(order, price, kit.steps().score(order, price), reply);
    }
  }

  private void query(Order order, int price, int score, Reply reply) {
    kit.vertx()
        .executeBlocking(() -> kit.steps().quantity(order), false)
        .onComplete(
            orElseFail(
                reply,
                quantity -> reply.success(kit.steps().answer(order, price, score, quantity))));
  }

  private static <T> Handler<AsyncResult<T>> orElseFail(Reply reply, Handler<T> next) {
    return result -> {
      if (result.failed()) {
        reply.failure(result.cause());
      } else {
        next.handle(result.result());
      }
    };
  }
}
