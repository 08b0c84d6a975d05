package dev.towpath.flow.in;

import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.Channel;
import dev.towpath.channel.Receiver;
import dev.towpath.channel.Sender;
import java.util.concurrent.Flow;

/**
 * The subscriber behind {@code open}: puts what the source emits into a channel with as many places
 * as {@link Upstream} has demand, so that {@code trySend} on the source's thread finds room, or the
 * source broke §1.1. Nothing here leads to the receiver, so that one that was dropped can be found.
 */
public final class ChannelInflow<T> extends Inflow<T> {
  private final Sender<T> values;

  private ChannelInflow(Sender<T> values, Upstream upstream, BridgeOptions<T> options) {
    super(upstream, options);
    this.values = values;
  }

  /**
   * Subscribes to a source.
   *
   * @param source the publisher
   * @param demand how many values may be outstanding
   * @param options name and hooks
   * @param <T> the type of the values
   * @return where the values come out
   */
  public static <T> Receiver<T> open(
      Flow.Publisher<? extends T> source, int demand, BridgeOptions<T> options) {
    Upstream upstream = new Upstream(demand);
    Channel.Builder<T> builder =
        Channel.<T>builder()
            .capacity(demand)
            .onUndelivered(options::undelivered)
            .onTaken(Upstream.refillAt(demand), upstream::taken)
            .onStop(upstream::cancel)
            .closeWhenAbandoned();
    String name = options.name();
    Channel<T> channel = (name == null ? builder : builder.name(name)).build();
    new ChannelInflow<>(channel.sender(), upstream, options).subscribeTo(source);
    return channel.receiver();
  }

  @Override
  boolean accept(T value) {
    return switch (values.trySend(value)) {
      case SENT -> true;
      case FULL -> false;
      case CLOSED -> { // crossed our cancel on the way, §2.8
        options.undelivered(value);
        yield true;
      }
    };
  }

  @Override
  void failed(Throwable failure) {
    values.fail(failure);
  }

  @Override
  void ended() {
    values.close();
  }
}
