package dev.towpath.rxjava3;

import dev.towpath.channel.BridgeOptions;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.core.SingleObserver;
import io.reactivex.rxjava3.disposables.Disposable;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The Single of a {@code call}. Not {@code Single.fromPublisher}: that keeps the value until the
 * publisher completes, loses it if it is disposed in between, and cancels behind the end.
 */
final class CallSingle<T> extends Single<T> {
  private final Flow.Publisher<T> run;
  private final BridgeOptions<T> options;

  CallSingle(Flow.Publisher<T> run, BridgeOptions<T> options) {
    this.run = run;
    this.options = options;
  }

  @Override
  protected void subscribeActual(SingleObserver<? super T> observer) {
    run.subscribe(new Outcome<>(observer, options));
  }

  /** Over once: by its value, its failure, or the dispose. */
  private static final class Outcome<T> implements Flow.Subscriber<T>, Disposable {
    private final SingleObserver<? super T> observer;
    private final BridgeOptions<T> options;
    private final AtomicBoolean over = new AtomicBoolean();
    private Flow.@Nullable Subscription subscription; // written before the observer knows of us

    Outcome(SingleObserver<? super T> observer, BridgeOptions<T> options) {
      this.observer = observer;
      this.options = options;
    }

    @Override
    public void onSubscribe(Flow.Subscription arrived) {
      subscription = arrived;
      observer.onSubscribe(this);
      arrived.request(1);
    }

    @Override
    public void onNext(T value) {
      if (over.compareAndSet(false, true)) {
        observer.onSuccess(value);
      } else {
        options.undelivered(value);
      }
    }

    @Override
    public void onError(Throwable failure) {
      if (over.compareAndSet(false, true)) {
        observer.onError(failure);
      } else { // of what closes behind the value
        options.lateError(failure);
      }
    }

    @Override
    public void onComplete() {
      if (over.compareAndSet(false, true)) {
        observer.onError(new NullPointerException("call returned null, a Single has a value"));
      }
    }

    @Override
    public void dispose() {
      if (over.compareAndSet(false, true)) {
        Objects.requireNonNull(subscription).cancel();
      }
    }

    @Override
    public boolean isDisposed() {
      return over.get();
    }
  }
}
