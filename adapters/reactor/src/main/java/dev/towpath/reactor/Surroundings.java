package dev.towpath.reactor;

import dev.towpath.channel.BridgeException;
import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.ContextCarrier;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/** What Reactor adds to the options of one subscription: its Context and its hooks. */
final class Surroundings {
  private Surroundings() {}

  /** Returns a Context with what the options carry, which {@code captured} has put there. */
  static Context contextOf(BridgeOptions<?> captured) {
    try {
      return captured.inContext(ThreadContext.KNOWN::capture);
    } catch (Exception e) {
      throw BridgeException.unchecked(e); // capturing declares none
    }
  }

  /**
   * Returns the Context that may have hooks for a subscription: a doOnDiscard that ends the chain
   * is only in the Context that it shows upstream.
   *
   * @param subscription as it was given to {@code onSubscribe}; null before
   * @param own the subscriber's
   */
  static Context hooksOf(@Nullable Subscription subscription, Context own) {
    return subscription instanceof CoreSubscriber<?> lastOperator
        ? lastOperator.currentContext()
        : own;
  }

  /**
   * Returns options whose context is {@code context} on top of that of the given ones (C13), and
   * that send what comes too late to Reactor's hooks too, once each (C11): undelivered values to
   * {@code doOnDiscard}, late errors to {@code onErrorDropped}.
   *
   * @param captured the user's options, with what the caller of the verb carries
   * @param context the subscription's
   * @param hooks the Context that may have hooks for this subscription; asked each time
   */
  static <T> BridgeOptions<T> around(
      BridgeOptions<T> captured, Context context, Supplier<Context> hooks) {
    BridgeOptions<T> inside = captured.context(new OnTop(captured, context));
    return inside
        .onUndelivered(value -> {
          Operators.onDiscard(value, hooks.get()); // logs what a hook throws
          inside.undelivered(value);
        })
        .onLateError(error -> {
          inside.lateError(error);
          Operators.onErrorDropped(error, hooks.get());
        });
  }

  private record OnTop(BridgeOptions<?> below, Context context) implements ContextCarrier.Snapshot {
    @Override
    public <R extends @Nullable Object> R call(Callable<? extends R> code) throws Exception {
      return below.<R>inContext(() -> ThreadContext.KNOWN.<R>call(context, code::call));
    }
  }
}
