package dev.towpath.reactor;

import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.Producer;
import dev.towpath.flow.FlowBridge;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.FlowAdapters;
import org.reactivestreams.Publisher;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * What one subscriber of a {@code publish} or {@code call} gets: {@link FlowBridge}'s publisher,
 * with the subscriber's Context around the body and its hooks behind the options.
 */
final class Outlet {
  private Outlet() {}

  static <T> Publisher<T> publish(
      Producer<T> producer, BridgeOptions<T> captured, ContextView subscriber) {
    return FlowAdapters.toPublisher(FlowBridge.publish(producer, of(subscriber, captured)));
  }

  static <T> Publisher<T> call(
      Callable<? extends @Nullable T> callable, BridgeOptions<T> captured, ContextView subscriber) {
    return FlowAdapters.toPublisher(FlowBridge.call(callable, of(subscriber, captured)));
  }

  private static <T> BridgeOptions<T> of(ContextView subscriber, BridgeOptions<T> captured) {
    Context context = Context.of(subscriber);
    return Surroundings.around(captured, context, () -> context);
  }
}
