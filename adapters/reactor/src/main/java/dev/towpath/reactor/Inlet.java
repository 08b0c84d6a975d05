package dev.towpath.reactor;

import dev.towpath.channel.BridgeOptions;
import dev.towpath.flow.FlowBridge;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Exceptions;
import reactor.core.Scannable;
import reactor.util.context.Context;

/**
 * A Flux as {@link FlowBridge}, which knows the protocol, subscribes to it, once; with what is
 * Reactor's own: the Context captured from the calling thread, the hooks, and failures without
 * Reactor's wrapper (C10).
 *
 * <p>Fusion is never asked for, and no scalar source is read without a subscription: both would
 * skip hooks.
 */
final class Inlet<T> implements Flow.Publisher<T> {
  private final Publisher<? extends T> source;
  private final BridgeOptions<T> captured;
  private final Context context;
  private volatile Context hooks; // where doOnDiscard may be found

  Inlet(Publisher<? extends T> source, BridgeOptions<T> options) {
    this.source = Objects.requireNonNull(source, "source is null");
    this.captured = Objects.requireNonNull(options, "options are null").captured();
    this.context = Surroundings.contextOf(captured);
    this.hooks = context;
  }

  BridgeOptions<T> options() {
    return Surroundings.around(captured, context, () -> hooks);
  }

  @Override
  public void subscribe(Flow.Subscriber<? super T> subscriber) {
    source.subscribe(new Signals<>(this, subscriber));
  }

  /** Named as the source in messages. */
  @Override
  public String toString() {
    return Scannable.from(source).name();
  }

  private record Signals<T>(Inlet<?> inlet, Flow.Subscriber<? super T> to)
      implements CoreSubscriber<T> {
    @Override
    public Context currentContext() {
      return inlet.context;
    }

    @Override
    @SuppressWarnings("NullAway") // §2.13 is FlowBridge's to refuse
    public void onSubscribe(@Nullable Subscription subscription) {
      inlet.hooks = Surroundings.hooksOf(subscription, inlet.context);
      to.onSubscribe(subscription == null ? null : new Requests(subscription));
    }

    @Override
    public void onNext(T value) {
      to.onNext(value);
    }

    @Override
    @SuppressWarnings("NullAway") // as above
    public void onError(@Nullable Throwable failure) {
      to.onError(failure == null ? null : Exceptions.unwrap(failure));
    }

    @Override
    public void onComplete() {
      to.onComplete();
    }
  }

  private record Requests(Subscription subscription) implements Flow.Subscription {
    @Override
    public void request(long count) {
      subscription.request(count);
    }

    @Override
    public void cancel() {
      subscription.cancel();
    }
  }
}
