package dev.towpath.benchmarks.load.server;

import io.vertx.core.Future;

/** Vert.x's futures; the database behind {@code executeBlocking}. */
record VertxStyle(Kit kit, boolean offLoaded) implements Style {
  @Override
  public void handle(Order order, Reply reply) {
    kit.steps()
        .price(order)
        .compose(price ->
            score(order, price)
                .compose(score ->
                    quantity(order)
                        .map(quantity -> kit.steps().answer(order, price, score, quantity))))
        .onSuccess(reply::success)
        .onFailure(reply::failure);
  }

  private Future<Integer> score(Order order, int price) {
    return offLoaded
        ? kit.vertx().executeBlocking(() -> kit.steps().score(order, price), false)
        : Future.succeededFuture(kit.steps().score(order, price));
  }

  private Future<Integer> quantity(Order order) {
    return kit.vertx().executeBlocking(() -> kit.steps().quantity(order), false);
  }
}
