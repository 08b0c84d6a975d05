package dev.towpath.rxjava3;

import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.FlowableSubscriber;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;

/**
 * A Flowable as {@link Flow.Publisher}. Subscribes as a {@link FlowableSubscriber}: RxJava wraps
 * any other in one that checks the protocol, which {@code FlowBridge} does anyway.
 */
record FlowSource<T>(Flowable<? extends T> source) implements Flow.Publisher<T> {
  @Override
  public void subscribe(Flow.Subscriber<? super T> subscriber) {
    Thrown.itself(() -> source.subscribe(new Signals<T>(subscriber)));
  }

  /** Named as the source in messages. */
  @Override
  public String toString() {
    return source.toString();
  }

  private record Signals<T>(Flow.Subscriber<? super T> to) implements FlowableSubscriber<T> {
    @Override
    @SuppressWarnings("NullAway") // §2.13 is FlowBridge's to refuse
    public void onSubscribe(@Nullable Subscription subscription) {
      to.onSubscribe(subscription == null ? null : new Requests(subscription));
    }

    @Override
    public void onNext(T value) {
      to.onNext(value);
    }

    @Override
    public void onError(Throwable failure) {
      to.onError(failure);
    }

    @Override
    public void onComplete() {
      to.onComplete();
    }
  }

  private record Requests(Subscription subscription) implements Flow.Subscription {
    @Override
    public void request(long count) {
      subscription.request(count);
    }

    @Override
    public void cancel() {
      subscription.cancel();
    }
  }
}
