package dev.towpath.benchmarks.load.server;

import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.schedulers.Schedulers;

/** RxJava; the database on io. */
record RxStyle(Kit kit, boolean offLoaded) implements Style {
  @Override
  public void handle(Order order, Reply reply) {
    price(order)
        .flatMap(price -> {
          int score = kit.steps().score(order, price);
          return quantity(order).map(quantity -> kit.steps().answer(order, price, score, quantity));
        })
        .subscribe(reply::success, reply::failure);
  }

  private Single<Integer> price(Order order) {
    Single<Integer> price =
        Single.defer(
            () -> Single.fromCompletionStage(kit.steps().price(order).toCompletionStage()));
    return offLoaded ? price.observeOn(Schedulers.io()) : price;
  }

  private Single<Integer> quantity(Order order) {
    return Single.fromCallable(() -> kit.steps().quantity(order)).subscribeOn(Schedulers.io());
  }
}
