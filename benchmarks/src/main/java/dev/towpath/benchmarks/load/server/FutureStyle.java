package dev.towpath.benchmarks.load.server;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** {@link CompletableFuture}; the database on a fixed pool. */
final class FutureStyle implements Style {
  private final Steps steps;
  private final boolean offLoaded;
  private final ExecutorService pool;

  FutureStyle(Kit kit, boolean offLoaded) {
    this.steps = kit.steps();
    this.offLoaded = offLoaded;
    this.pool = Executors.newFixedThreadPool(kit.blocking());
  }

  @Override
  public void handle(Order order, Reply reply) {
    steps
        .price(order)
        .toCompletionStage()
        .thenCompose(price ->
            score(order, price)
                .thenCompose(score ->
                    quantity(order)
                        .thenApply(quantity -> steps.answer(order, price, score, quantity))))
        .whenComplete((answer, failure) -> {
          if (failure != null) {
            reply.failure(failure);
          } else {
            reply.success(answer);
          }
        });
  }

  private CompletionStage<Integer> score(Order order, int price) {
    return offLoaded
        ? CompletableFuture.supplyAsync(() -> steps.score(order, price), pool)
        : CompletableFuture.completedFuture(steps.score(order, price));
  }

  private CompletionStage<Integer> quantity(Order order) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return steps.quantity(order);
          } catch (SQLException e) {
            throw new CompletionException(e);
          }
        },
        pool);
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
