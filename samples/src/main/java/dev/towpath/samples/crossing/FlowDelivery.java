package dev.towpath.samples.crossing;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/** A subscriber as legacy code has them: asks for one more value after each. */
final class FlowDelivery<T> implements Flow.Subscriber<T> {
  private final Consumer<T> each;
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private Flow.Subscription subscription;

  private FlowDelivery(Consumer<T> each) {
    this.each = each;
  }

  static <T> CompletionStage<Void> of(Flow.Publisher<T> publisher, Consumer<T> each) {
    FlowDelivery<T> delivery = new FlowDelivery<>(each);
    publisher.subscribe(delivery);
    return delivery.end;
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    this.subscription = subscription;
    subscription.request(1);
  }

  @Override
  public void onNext(T value) {
    try {
      each.accept(value);
    } catch (RuntimeException e) { // §2.13: must not reach the publisher
      subscription.cancel();
      end.completeExceptionally(e);
      return;
    }
    subscription.request(1);
  }

  @Override
  public void onError(Throwable failure) {
    end.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    end.complete(null);
  }
}
