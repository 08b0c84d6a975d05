package dev.towpath.reactor;

import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.Receiver;
import dev.towpath.flow.FlowBridge;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Exceptions;
import reactor.util.context.Context;

/**
 * One subscription to a Flux or Mono: gives {@link FlowBridge}, which knows the protocol, what is
 * Reactor's own. That is the Context captured from the calling thread, the hooks, and failures
 * without Reactor's wrapper (C10).
 *
 * <p>Fusion is never asked for, and no scalar source is called around its subscription: both would
 * skip hooks.
 */
final class Inlet<T> {
  private final Publisher<? extends T> source;
  private final Context context = ThreadContext.KNOWN.capture();
  private volatile Context hooks = context;
  private volatile @Nullable Thread lastHeardOn;

  Inlet(Publisher<? extends T> source) {
    this.source = source;
  }

  Receiver<T> open(int demand, BridgeOptions<T> options) {
    return FlowBridge.open(
        to -> source.subscribe(new Signals<>(this, to)),
        demand,
        LibraryHooks.join(options, context, () -> hooks));
  }

  /** Returns the thread of the source's last signal; null if there was none. */
  @Nullable Thread lastHeardOn() {
    return lastHeardOn;
  }

  private static final class Signals<T> implements CoreSubscriber<T> {
    private final Inlet<?> inlet;
    private final Flow.Subscriber<? super T> to;

    Signals(Inlet<?> inlet, Flow.Subscriber<? super T> to) {
      this.inlet = inlet;
      this.to = to;
    }

    @Override
    public Context currentContext() {
      return inlet.context;
    }

    @Override
    @SuppressWarnings("NullAway") // §2.13 is FlowBridge's to refuse
    public void onSubscribe(Subscription subscription) {
      inlet.lastHeardOn = Thread.currentThread();
      if (subscription instanceof CoreSubscriber<?> lastOperator) {
        // A doOnDiscard that ends the chain is only in the Context that it shows upstream.
        inlet.hooks = lastOperator.currentContext();
      }
      to.onSubscribe(subscription == null ? null : new Requests(subscription));
    }

    @Override
    public void onNext(T value) {
      to.onNext(value);
    }

    @Override
    @SuppressWarnings("NullAway") // as above
    public void onError(Throwable failure) {
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
