package dev.towpath.benchmarks.bridges;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * A subscriber that asks for {@link Style#DEMAND} and then for what it got, whenever that is three
 * quarters of it, as {@code publishOn} does; and sums up.
 */
final class Asking implements Subscriber<Integer>, Flow.Subscriber<Integer> {
  private static final int REFILL = Style.DEMAND - Style.DEMAND / 4;

  private final CompletableFuture<Long> total = new CompletableFuture<>();
  private Subscription subscription;
  private long sum;
  private int got;

  /** Waits for the end. */
  long sum() throws Exception {
    return total.get();
  }

  @Override
  public void onSubscribe(Subscription arrived) {
    subscription = arrived;
    arrived.request(Style.DEMAND);
  }

  @Override
  public void onSubscribe(Flow.Subscription arrived) {
    onSubscribe(
        new Subscription() {
          @Override
          public void request(long count) {
            arrived.request(count);
          }

          @Override
          public void cancel() {
            arrived.cancel();
          }
        });
  }

  @Override
  public void onNext(Integer value) {
    sum += value;
    if (++got == REFILL) {
      got = 0;
      subscription.request(REFILL);
    }
  }

  @Override
  public void onError(Throwable failure) {
    total.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    total.complete(sum);
  }
}
