package dev.towpath.jdk;

import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.Producer;
import dev.towpath.channel.Sender;
import dev.towpath.flow.FlowBridge;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * One run of the producer of a {@code publish}: {@link FlowBridge}'s, with the listener at its end.
 */
final class ListenerRun<T> implements Flow.Subscriber<T>, Handle {
  private final Listener<? super T> listener;
  private final Carried carried = Carried.capture();
  private volatile Flow.@Nullable Subscription subscription;

  private ListenerRun(Listener<? super T> listener) {
    this.listener = listener;
  }

  static <T> Handle start(
      Producer<T> producer, Listener<? super T> listener, BridgeOptions<T> options) {
    ListenerRun<T> run = new ListenerRun<>(listener);
    Carried carried = run.carried;
    FlowBridge.<T>publish(
            out -> carried.call(() -> produce(producer, out)),
            Late.carrying(options, carried, "towpath-publish"))
        .subscribe(run);
    return run;
  }

  private static <T> @Nullable Void produce(Producer<T> producer, Sender<T> out) throws Exception {
    producer.produce(out);
    return null;
  }

  @Override
  public void onSubscribe(Flow.Subscription arrived) {
    subscription = arrived;
    arrived.request(Long.MAX_VALUE); // the producer's thread calls the listener: that is its pace
  }

  @Override
  public void onNext(T value) {
    carried.run(() -> listener.onValue(value));
  }

  @Override
  public void onError(Throwable failure) {
    carried.run(() -> listener.onFailure(failure));
  }

  @Override
  public void onComplete() {
    carried.run(listener::onEnd);
  }

  @Override
  public void close() {
    Objects.requireNonNull(subscription).cancel();
  }
}
