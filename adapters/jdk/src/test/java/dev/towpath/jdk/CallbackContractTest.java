package dev.towpath.jdk;

import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.Producer;
import dev.towpath.channel.Receiver;
import dev.towpath.testkit.BridgeContract;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/** The part of the contract that one-shot callbacks can keep: await and call. */
class CallbackContractTest extends BridgeContract {
  @Override
  protected <T> Receiver<T> open(Flow.Publisher<T> source, int demand, BridgeOptions<T> options) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected <T> Flow.Publisher<T> publish(Producer<T> producer, BridgeOptions<T> options) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected <T> T await(Flow.Publisher<T> source, BridgeOptions<T> options)
      throws InterruptedException {
    return CallbackBridge.<T>await(callback -> source.subscribe(new Report<>(callback)), options);
  }

  @Override
  protected <T> T await(Flow.Publisher<T> source, Duration limit, BridgeOptions<T> options)
      throws InterruptedException, TimeoutException {
    return CallbackBridge.<T>await(
        callback -> source.subscribe(new Report<>(callback)), limit, options);
  }

  @Override
  protected <T> Flow.Publisher<T> call(Callable<? extends T> body, BridgeOptions<T> options) {
    return subscriber -> {
      var handle = new AtomicReference<Handle>();
      subscriber.onSubscribe(new Closing(handle));
      handle.set(
          CallbackBridge.<T>call(
              body,
              (value, failure) -> {
                if (failure != null) {
                  subscriber.onError(failure);
                } else {
                  if (value != null) {
                    subscriber.onNext(value);
                  }
                  subscriber.onComplete();
                }
              },
              options));
    };
  }

  @Override
  protected Map<String, String> notApplicable() {
    return Map.of(
        "open", "a listener has no demand: ListenerOpenTest",
        "publish", "a listener has no demand: CallbackOutTest",
        "C4", "a callback tells of one value: of two outcomes the second is late",
        "C13", "the context is the caller's, not a subscriber's: ContextTest");
  }

  private record Closing(AtomicReference<Handle> handle) implements Flow.Subscription {
    @Override
    public void request(long count) {}

    @Override
    public void cancel() {
      handle.get().close();
    }
  }

  /** Tells a callback what a publisher of one value does. */
  private static final class Report<T> implements Flow.Subscriber<T> {
    private final Callback<T> callback;
    private boolean hasValue;

    Report(Callback<T> callback) {
      this.callback = callback;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      callback.onStop(subscription::cancel);
      subscription.request(1);
    }

    @Override
    public void onNext(T value) {
      hasValue = true;
      callback.success(value);
    }

    @Override
    public void onError(Throwable failure) {
      callback.failure(failure);
    }

    @Override
    public void onComplete() {
      if (!hasValue) {
        callback.success(null);
      }
    }
  }
}
