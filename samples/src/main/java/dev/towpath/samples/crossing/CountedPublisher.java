package dev.towpath.samples.crossing;

import java.util.concurrent.Flow;

/** Passes everything on and tells a gauge of each value. */
record CountedPublisher<T>(Flow.Publisher<T> source, Gauge gauge) implements Flow.Publisher<T> {
  @Override
  public void subscribe(Flow.Subscriber<? super T> subscriber) {
    source.subscribe(new CountedSubscriber<>(subscriber, gauge));
  }

  private record CountedSubscriber<T>(Flow.Subscriber<? super T> target, Gauge gauge)
      implements Flow.Subscriber<T> {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      target.onSubscribe(subscription);
    }

    @Override
    public void onNext(T value) {
      gauge.handedOver();
      target.onNext(value);
    }

    @Override
    public void onError(Throwable failure) {
      target.onError(failure);
    }

    @Override
    public void onComplete() {
      target.onComplete();
    }
  }
}
