package dev.towpath.rxjava3;

import io.reactivex.rxjava3.core.CompletableObserver;
import io.reactivex.rxjava3.core.MaybeObserver;
import io.reactivex.rxjava3.core.SingleObserver;
import io.reactivex.rxjava3.disposables.Disposable;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A Single, Maybe or Completable as {@link Flow.Publisher}. Not their {@code toFlowable}: that
 * drops, unseen, a value that crosses the dispose, and disposes behind the end.
 *
 * @param source named as the source in messages
 * @param subscribe subscribes to it
 */
record OneSource<T>(Object source, Consumer<Signals<T>> subscribe) implements Flow.Publisher<T> {
  @Override
  public void subscribe(Flow.Subscriber<? super T> subscriber) {
    Thrown.itself(() -> subscribe.accept(new Signals<>(subscriber)));
  }

  @Override
  public String toString() {
    return source.toString();
  }

  /** All three kinds of observer: no source calls methods of two. */
  static final class Signals<T>
      implements SingleObserver<T>, MaybeObserver<T>, CompletableObserver {
    private final Flow.Subscriber<? super T> to;
    private volatile boolean ended; // after which nothing is disposed

    Signals(Flow.Subscriber<? super T> to) {
      this.to = to;
    }

    @Override
    @SuppressWarnings("NullAway") // §2.13 is FlowBridge's to refuse
    public void onSubscribe(@Nullable Disposable disposable) {
      to.onSubscribe(disposable == null ? null : new Stop(disposable));
    }

    @Override
    public void onSuccess(T value) {
      ended = true;
      to.onNext(value);
      to.onComplete();
    }

    @Override
    public void onError(Throwable failure) {
      ended = true;
      to.onError(failure);
    }

    @Override
    public void onComplete() {
      ended = true;
      to.onComplete();
    }

    private final class Stop implements Flow.Subscription {
      private final Disposable disposable;

      Stop(Disposable disposable) {
        this.disposable = disposable;
      }

      @Override
      public void request(long count) {} // it has one at most, and FlowBridge asks for that at once

      @Override
      public void cancel() {
        if (!ended) {
          disposable.dispose();
        }
      }
    }
  }
}
