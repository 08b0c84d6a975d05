package dev.towpath.rxjava3;

import dev.towpath.channel.BridgeOptions;
import dev.towpath.flow.in.SingleAwait;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.CompletableObserver;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.MaybeObserver;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.core.SingleObserver;
import io.reactivex.rxjava3.disposables.Disposable;

/**
 * The wait for a Single, Maybe or Completable, as all three kinds of observer: no source calls
 * methods of two. Not by their {@code toFlowable}: that drops, unseen, a value that crosses the
 * dispose, and disposes behind the end.
 */
abstract sealed class OneAwait<T> extends SingleAwait<Disposable, T>
    implements SingleObserver<T>, MaybeObserver<T>, CompletableObserver {
  private final BridgeOptions<T> options;

  private OneAwait(BridgeOptions<T> options) {
    this.options = options.captured();
  }

  static final class OfSingle<T> extends OneAwait<T> {
    private final Single<? extends T> source;

    OfSingle(Single<? extends T> source, BridgeOptions<T> options) {
      super(options);
      this.source = source;
    }

    @Override
    void subscribeTo() {
      source.subscribe((SingleObserver<T>) this);
    }

    @Override
    protected Object source() {
      return source;
    }
  }

  static final class OfMaybe<T> extends OneAwait<T> {
    private final Maybe<? extends T> source;

    OfMaybe(Maybe<? extends T> source, BridgeOptions<T> options) {
      super(options);
      this.source = source;
    }

    @Override
    void subscribeTo() {
      source.subscribe((MaybeObserver<T>) this);
    }

    @Override
    protected Object source() {
      return source;
    }
  }

  static final class OfCompletable<T> extends OneAwait<T> {
    private final Completable source;

    OfCompletable(Completable source, BridgeOptions<T> options) {
      super(options);
      this.source = source;
    }

    @Override
    void subscribeTo() {
      source.subscribe(this);
    }

    @Override
    protected Object source() {
      return source;
    }
  }

  abstract void subscribeTo();

  @Override
  protected final void subscribe() {
    Thrown.itself(this::subscribeTo);
  }

  @Override
  protected final void request(Disposable subscription, long count) {} // it has one at most

  @Override
  protected final void cancel(Disposable subscription) {
    subscription.dispose();
  }

  @Override
  protected final BridgeOptions<T> options() {
    return options;
  }

  @Override
  public final void onSubscribe(Disposable disposable) {
    hearSubscription(disposable);
  }

  @Override
  public final void onSuccess(T value) {
    hearOutcome(value);
  }

  @Override
  public final void onError(Throwable failure) {
    hearFailure(failure);
  }

  @Override
  public final void onComplete() {
    hearEnd();
  }
}
