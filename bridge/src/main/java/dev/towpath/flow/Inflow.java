package dev.towpath.flow;

import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.Channel;
import dev.towpath.channel.Receiver;
import dev.towpath.channel.Sender;
import dev.towpath.channel.TrySend;
import java.util.Objects;
import java.util.concurrent.Flow;

/**
 * The subscriber behind {@code open}: puts what the source emits into a channel with as many places
 * as {@link Upstream} has demand, so that {@code trySend} on the source's thread finds room, or the
 * source broke §1.1.
 *
 * <p>What comes before {@code onSubscribe}, after the end or after our cancel is late: it goes to
 * the hooks and never throws at the source (null excepted, §2.13). Nothing here leads to the
 * receiver, so that one that was dropped can be found.
 */
final class Inflow<T> implements Flow.Subscriber<T> {
  private final Sender<T> values;
  private final Upstream upstream;
  private final BridgeOptions<T> options;
  private long arrived; // signals are serial (§1.3); where they are not, a full channel tells

  private Inflow(Sender<T> values, Upstream upstream, BridgeOptions<T> options) {
    this.values = values;
    this.upstream = upstream;
    this.options = options;
  }

  /** For a receiver that leaves our hands: closed when it is dropped (C15). */
  static <T> Receiver<T> open(
      Flow.Publisher<? extends T> source, int demand, BridgeOptions<T> options) {
    return open(source, demand, options, Channel.<T>builder().closeWhenAbandoned());
  }

  /** For a caller who surely closes: a cleaner for each would cost more than all the rest. */
  static <T> Receiver<T> openUnwatched(
      Flow.Publisher<? extends T> source, int demand, BridgeOptions<T> options) {
    return open(source, demand, options, Channel.builder());
  }

  private static <T> Receiver<T> open(
      Flow.Publisher<? extends T> source,
      int demand,
      BridgeOptions<T> options,
      Channel.Builder<T> builder) {
    Upstream upstream = new Upstream(demand);
    builder
        .capacity(demand)
        .onUndelivered(options::undelivered)
        .onTaken(upstream::taken)
        .onStop(upstream::cancel);
    String name = options.name();
    Channel<T> channel = (name == null ? builder : builder.name(name)).build();
    Inflow<T> inflow = new Inflow<>(channel.sender(), upstream, options);
    try {
      source.subscribe(inflow);
    } catch (Throwable t) { // §1.9: it may not, but if it does the reader must know
      inflow.breach(t);
    }
    return channel.receiver();
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    Objects.requireNonNull(subscription, "§2.13: onSubscribe(null)");
    upstream.arrive(subscription, this::breach);
  }

  @Override
  public void onNext(T value) {
    if (value == null) {
      throw breachByNull("§2.13: onNext(null)");
    }
    if (!upstream.isOpen() || !upstream.hasArrived()) { // §2.8, §1.9
      options.undelivered(value);
      return;
    }
    long requested = upstream.requested();
    if (++arrived <= requested) {
      TrySend answer = values.trySend(value);
      if (answer == TrySend.SENT) {
        return;
      }
      if (answer == TrySend.CLOSED) { // crossed our cancel on the way, §2.8
        options.undelivered(value);
        return;
      }
    }
    breach(new IllegalStateException("§1.1: received more than requested: " + requested));
    options.undelivered(value);
  }

  @Override
  public void onError(Throwable failure) {
    if (failure == null) {
      throw breachByNull("§2.13: onError(null)");
    }
    if (upstream.end()) {
      values.fail(failure);
    } else {
      options.lateError(failure);
    }
  }

  @Override
  public void onComplete() {
    if (upstream.end()) {
      values.close();
    }
  }

  private NullPointerException breachByNull(String rule) {
    NullPointerException breach = new NullPointerException(rule);
    breach(breach);
    return breach;
  }

  /** The source broke a rule: cancels it, and the reader gets the reason after the data. */
  private void breach(Throwable reason) {
    if (upstream.cancel()) {
      values.fail(reason);
    } else {
      options.lateError(reason);
    }
  }
}
