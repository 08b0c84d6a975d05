package dev.towpath.benchmarks.load.server;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Reactor; the database on boundedElastic. */
record ReactorStyle(Kit kit, boolean offLoaded) implements Style {
  @Override
  public void handle(Order order, Reply reply) {
    price(order)
        .flatMap(price -> {
          int score = kit.steps().score(order, price);
          return quantity(order).map(quantity -> kit.steps().answer(order, price, score, quantity));
        })
        .subscribe(reply::success, reply::failure);
  }

  private Mono<Integer> price(Order order) {
    Mono<Integer> price =
        Mono.fromCompletionStage(() -> kit.steps().price(order).toCompletionStage());
    return offLoaded ? price.publishOn(Schedulers.boundedElastic()) : price;
  }

  private Mono<Integer> quantity(Order order) {
    return Mono.fromCallable(() -> kit.steps().quantity(order))
        .subscribeOn(Schedulers.boundedElastic());
  }
}
