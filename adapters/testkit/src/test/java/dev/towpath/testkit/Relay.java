package dev.towpath.testkit;

import java.util.concurrent.Flow;

/** Stands between a publisher and a subscriber and passes everything on, unless overridden. */
class Relay<T> implements Flow.Subscriber<T>, Flow.Subscription {
  private final Flow.Subscriber<? super T> to;
  private volatile Flow.Subscription from;

  Relay(Flow.Subscriber<? super T> to) {
    this.to = to;
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    if (from != null) {
      to.onSubscribe(subscription);
      return;
    }
    from = subscription;
    to.onSubscribe(this);
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

  @Override
  public void request(long count) {
    from.request(count);
  }

  @Override
  public void cancel() {
    from.cancel();
  }
}
