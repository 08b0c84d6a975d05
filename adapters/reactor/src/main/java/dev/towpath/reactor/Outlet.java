package dev.towpath.reactor;

import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.Producer;
import dev.towpath.channel.Sender;
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
      Producer<T> producer, BridgeOptions<T> options, ContextView subscriber) {
    Context context = Context.of(subscriber);
    return FlowAdapters.toPublisher(
        FlowBridge.publish(
            out -> ThreadContext.KNOWN.call(context, () -> produce(producer, out)),
            LibraryHooks.join(options, context, () -> context)));
  }

  static <T> Publisher<T> call(
      Callable<? extends @Nullable T> callable, BridgeOptions<T> options, ContextView subscriber) {
    Context context = Context.of(subscriber);
    return FlowAdapters.toPublisher(
        FlowBridge.call(
            () -> ThreadContext.KNOWN.<@Nullable T>call(context, callable::call),
            LibraryHooks.join(options, context, () -> context)));
  }

  private static <T> @Nullable Void produce(Producer<T> producer, Sender<T> out) throws Exception {
    producer.produce(out);
    return null;
  }
}
