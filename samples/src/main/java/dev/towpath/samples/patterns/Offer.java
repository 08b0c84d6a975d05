package dev.towpath.samples.patterns;

import dev.towpath.scope.Scope;
import dev.towpath.scope.Task;
import java.util.concurrent.Callable;

/** Two questions at once, one answer. */
record Offer(int price, int stock) {
  // @start region="offer"
  /** Asks both at the same time; if one fails, the other is interrupted and nobody waits for it. */
  static Offer of(Callable<Integer> price, Callable<Integer> stock) throws InterruptedException {
    try (Scope scope = Scope.open("offer")) {
      Task<Integer> first = scope.fork(price);
      Task<Integer> second = scope.fork(stock);
      scope.join();
      return new Offer(first.get(), second.get());
    }
  }
  // @end
}
