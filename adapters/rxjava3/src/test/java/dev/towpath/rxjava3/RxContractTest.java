package dev.towpath.rxjava3;

import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.Producer;
import dev.towpath.channel.Receiver;
import dev.towpath.testkit.BridgeContract;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.MaybeObserver;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.core.SingleObserver;
import io.reactivex.rxjava3.disposables.Disposable;
import io.reactivex.rxjava3.internal.schedulers.NonBlockingThread;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeoutException;
import org.reactivestreams.FlowAdapters;

/** The whole contract over RxJava's types. */
class RxContractTest extends BridgeContract {
  @Override
  protected <T> Receiver<T> open(Flow.Publisher<T> source, int demand, BridgeOptions<T> options) {
    return RxBridge.open(Flowable.fromPublisher(FlowAdapters.toPublisher(source)), demand, options);
  }

  @Override
  protected <T> T await(Flow.Publisher<T> source, BridgeOptions<T> options)
      throws InterruptedException {
    return RxBridge.await(new OnePublished<>(source), options);
  }

  @Override
  protected <T> T await(Flow.Publisher<T> source, Duration limit, BridgeOptions<T> options)
      throws InterruptedException, TimeoutException {
    return RxBridge.await(new OnePublished<>(source), limit, options);
  }

  @Override
  protected <T> Flow.Publisher<T> publish(Producer<T> producer, BridgeOptions<T> options) {
    return FlowAdapters.toFlowPublisher(RxBridge.publish(producer, options));
  }

  @Override
  protected <T> Flow.Publisher<T> call(Callable<? extends T> body, BridgeOptions<T> options) {
    Single<T> single = RxBridge.call(body, options);
    return subscriber -> single.subscribe(new ToSubscriber<>(subscriber));
  }

  @Override
  protected Map<String, String> notApplicable() {
    return Map.of(
        "C4: a second value is an error, and neither is lost",
        "of two outcomes of a Single or Maybe the second is late: RxAwaitTest",
        "C12: null is an end without a value",
        "a Single has a value, so null is its failure: RxCallTest",
        "C13",
        "the context is the caller's, RxJava's subscribers have none: RxContextTest");
  }

  @Override
  protected Thread eventLoop(Runnable task) {
    return new EventLoop(task);
  }

  private static final class EventLoop extends Thread implements NonBlockingThread {
    EventLoop(Runnable task) {
      super(task, "contract-event-loop");
      setDaemon(true);
    }
  }

  /** A Maybe that does what a publisher does, right or wrong. RxJava's own would repair it. */
  private static final class OnePublished<T> extends Maybe<T> {
    private final Flow.Publisher<T> source;

    OnePublished(Flow.Publisher<T> source) {
      this.source = source;
    }

    @Override
    protected void subscribeActual(MaybeObserver<? super T> observer) {
      source.subscribe(new ToObserver<>(observer));
    }
  }

  private static final class ToObserver<T> implements Flow.Subscriber<T> {
    private final MaybeObserver<? super T> observer;
    private boolean hasValue;

    ToObserver(MaybeObserver<? super T> observer) {
      this.observer = observer;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      observer.onSubscribe(Disposable.fromAction(subscription::cancel));
      subscription.request(1);
    }

    @Override
    public void onNext(T value) {
      hasValue = true;
      observer.onSuccess(value);
    }

    @Override
    public void onError(Throwable failure) {
      observer.onError(failure);
    }

    @Override
    public void onComplete() {
      if (!hasValue) {
        observer.onComplete();
      }
    }
  }

  /** What a Single says, as soon as it says so: {@code toFlowable} would keep it back. */
  private record ToSubscriber<T>(Flow.Subscriber<? super T> subscriber)
      implements SingleObserver<T> {
    @Override
    public void onSubscribe(Disposable disposable) {
      subscriber.onSubscribe(
          new Flow.Subscription() {
            @Override
            public void request(long count) {}

            @Override
            public void cancel() {
              disposable.dispose();
            }
          });
    }

    @Override
    public void onSuccess(T value) {
      subscriber.onNext(value);
      subscriber.onComplete();
    }

    @Override
    public void onError(Throwable failure) {
      subscriber.onError(failure);
    }
  }
}
