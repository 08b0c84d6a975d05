package dev.towpath.benchmarks.load.server;

import dev.towpath.scope.BoundedExecutor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Plain blocking code, a thread for each request. */
final class BlockingStyle implements Style {
  /** As many as servers of this kind have unless told otherwise. */
  static final int PLATFORM_THREADS = 200;

  private static final int HOGS_MAY_WAIT = 10_000;

  private final Steps steps;
  private final ExecutorService requests;
  private final Scorer scorer;

  private BlockingStyle(Steps steps, ExecutorService requests, Scorer scorer) {
    this.steps = steps;
    this.requests = requests;
    this.scorer = scorer;
  }

  /** Where a score is computed while its request waits. */
  interface Scorer extends AutoCloseable {
    int score(Order order, int price) throws Exception;

    @Override
    default void close() {}
  }

  static Style onPlatformThreads(Kit kit) {
    return new BlockingStyle(
        kit.steps(), Executors.newFixedThreadPool(PLATFORM_THREADS), inPlace(kit));
  }

  static Style onVirtualThreads(Kit kit, Scorer scorer) {
    return new BlockingStyle(kit.steps(), Executors.newVirtualThreadPerTaskExecutor(), scorer);
  }

  static Scorer inPlace(Kit kit) {
    return kit.steps()::score;
  }

  static Scorer onPool(Kit kit) {
    return on(Executors.newFixedThreadPool(kit.blocking()), kit.steps(), false);
  }

  static Scorer bounded(Kit kit) {
    return on(BoundedExecutor.of(kit.hogs(), HOGS_MAY_WAIT), kit.steps(), true);
  }

  private static Scorer on(ExecutorService executor, Steps steps, boolean hogsOnly) {
    return new Scorer() {
      @Override
      public int score(Order order, int price) throws Exception {
        return hogsOnly && !order.heavy()
            ? steps.score(order, price)
            : executor.submit(() -> steps.score(order, price)).get();
      }

      @Override
      public void close() {
        executor.shutdownNow();
      }
    };
  }

  @Override
  public void handle(Order order, Reply reply) {
    requests.execute(() -> answer(order, reply));
  }

  private void answer(Order order, Reply reply) {
    try {
      int price = steps.price(order).toCompletionStage().toCompletableFuture().get();
      int score = scorer.score(order, price);
      int quantity = steps.quantity(order);
      reply.success(steps.answer(order, price, score, quantity));
    } catch (Exception e) {
      reply.failure(e);
    }
  }

  @Override
  public void close() {
    requests.shutdownNow();
    scorer.close();
  }
}
