package dev.towpath.jdk;

import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.Producer;
import dev.towpath.flow.FlowBridge;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * One run of the producer of a {@code publish}: {@link FlowBridge}'s, with the listener at its end.
 */
final class ListenerRun<T> implements Flow.Subscriber<T>, Handle {
  private final Listener<? super T> listener;
  private final BridgeOptions<T> options;
  private volatile Flow.@Nullable Subscription subscription;

  private ListenerRun(Listener<? super T> listener, BridgeOptions<T> options) {
    this.listener = listener;
    this.options = Foreign.prepared(options, "towpath-publish");
  }

  static <T> Handle start(
      Producer<T> producer, Listener<? super T> listener, BridgeOptions<T> options) {
    ListenerRun<T> run = new ListenerRun<>(listener, options);
    FlowBridge.publish(producer, run.options).subscribe(run);
    return run;
  }

  @Override
  public void onSubscribe(Flow.Subscription arrived) {
    subscription = arrived;
    arrived.request(Long.MAX_VALUE); // the producer's thread calls the listener: that is its pace
  }

  @Override
  public void onNext(T value) {
    Foreign.run(options, () -> listener.onValue(value));
  }

  @Override
  public void onError(Throwable failure) {
    Foreign.run(options, () -> listener.onFailure(failure));
  }

  @Override
  public void onComplete() {
    Foreign.run(options, listener::onEnd);
  }

  @Override
  public void close() {
    Objects.requireNonNull(subscription).cancel();
  }
}
