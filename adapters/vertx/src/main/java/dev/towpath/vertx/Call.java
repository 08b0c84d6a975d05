package dev.towpath.vertx;

import dev.towpath.channel.BridgeOptions;
import dev.towpath.flow.FlowBridge;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** One run of a {@code call}: its outcome is the future's, or that it was stopped. */
final class Call<T> implements Flow.Subscriber<T>, Bodies.Body {
  private final Context context;
  private final BridgeOptions<T> options;
  private final CompletableFuture<@Nullable T> outcome = new CompletableFuture<>();
  private volatile Flow.@Nullable Subscription run; // set once, inside subscribe

  private Call(Context context, BridgeOptions<T> options) {
    this.context = context;
    this.options = options;
  }

  static <T> Call<T> start(
      Context context, Callable<? extends @Nullable T> callable, BridgeOptions<T> options) {
    BridgeOptions<T> named = options.name() == null ? options.name("towpath-call") : options;
    Call<T> call = new Call<>(context, named);
    FlowBridge.<T>call(callable, named).subscribe(call);
    Bodies.watch(context, call);
    return call;
  }

  @SuppressWarnings("NullAway") // Vert.x says nothing of null; a Future's value may be
  Future<T> future() {
    return Future.fromCompletionStage(outcome, context);
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    run = subscription;
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(T value) { // at once: after a stop there is no onComplete
    if (outcome.complete(value)) {
      Bodies.forget(context, this);
    } else {
      options.undelivered(value);
    }
  }

  @Override
  public void onComplete() {
    if (outcome.complete(null)) {
      Bodies.forget(context, this);
    }
  }

  @Override
  public void onError(Throwable failure) {
    if (outcome.completeExceptionally(failure)) {
      Bodies.forget(context, this);
    } else {
      options.lateError(failure);
    }
  }

  @Override
  public void stop(CancellationException reason) {
    if (outcome.completeExceptionally(reason)) {
      Bodies.forget(context, this);
      Flow.Subscription started = run;
      if (started != null) {
        started.cancel();
      }
    }
  }

  @Override
  public boolean isOver() {
    return outcome.isDone();
  }
}
