package dev.towpath.reactor;

import dev.towpath.channel.BridgeOptions;
import dev.towpath.flow.in.SingleAwait;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Exceptions;
import reactor.core.Scannable;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/**
 * The wait for a Mono, with what is Reactor's own: the Context captured from the calling thread,
 * the hooks, and failures without Reactor's wrapper (C10).
 *
 * <p>No scalar source is read without a subscription: that would skip hooks.
 */
final class MonoAwait<T> extends SingleAwait<Subscription, T> implements CoreSubscriber<T> {
  private final Mono<? extends T> source;
  private final BridgeOptions<T> captured;
  private final Context context;
  private @Nullable Subscription lastOperator; // its Context may have a doOnDiscard

  MonoAwait(Mono<? extends T> source, BridgeOptions<T> options) {
    this.source = Objects.requireNonNull(source, "source is null");
    this.captured = Objects.requireNonNull(options, "options are null").captured();
    this.context = Surroundings.contextOf(captured);
  }

  @Override
  protected void subscribe() {
    source.subscribe((Subscriber<T>) this); // as a CoreSubscriber it would get past Hooks
  }

  @Override
  protected void request(Subscription subscription, long count) {
    subscription.request(count);
  }

  @Override
  protected void cancel(Subscription subscription) {
    subscription.cancel();
  }

  @Override
  protected Object source() {
    return Scannable.from(source).name();
  }

  @Override
  protected BridgeOptions<T> options() {
    return Surroundings.around(
        captured, context, () -> Surroundings.hooksOf(lastOperator, context));
  }

  @Override
  public Context currentContext() {
    return context;
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    lastOperator = subscription;
    hearSubscription(subscription);
  }

  @Override
  public void onNext(T value) {
    hearValue(value);
  }

  @Override
  @SuppressWarnings("NullAway") // §2.13 is SingleAwait's to refuse
  public void onError(@Nullable Throwable failure) {
    hearFailure(failure == null ? null : Exceptions.unwrap(failure));
  }

  @Override
  public void onComplete() {
    hearEnd();
  }
}
