package dev.towpath.flow.in;

import dev.towpath.channel.BridgeOptions;
import java.util.concurrent.Flow;

/** The wait for a {@link Flow.Publisher} of one value at most. */
public final class FlowAwait<T> extends SingleAwait<Flow.Subscription, T>
    implements Flow.Subscriber<T> {
  private final Flow.Publisher<? extends T> source;
  private final BridgeOptions<T> options;

  /**
   * On the thread that will wait.
   *
   * @param source what to subscribe to
   * @param options name and hooks
   */
  public FlowAwait(Flow.Publisher<? extends T> source, BridgeOptions<T> options) {
    this.source = source;
    this.options = options.captured();
  }

  @Override
  protected void subscribe() {
    source.subscribe(this);
  }

  @Override
  protected void request(Flow.Subscription subscription, long count) {
    subscription.request(count);
  }

  @Override
  protected void cancel(Flow.Subscription subscription) {
    subscription.cancel();
  }

  @Override
  protected Object source() {
    return source;
  }

  @Override
  protected BridgeOptions<T> options() {
    return options;
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    hearSubscription(subscription);
  }

  @Override
  public void onNext(T value) {
    hearValue(value);
  }

  @Override
  public void onError(Throwable failure) {
    hearFailure(failure);
  }

  @Override
  public void onComplete() {
    hearEnd();
  }
}
