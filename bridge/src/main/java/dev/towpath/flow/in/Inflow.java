package dev.towpath.flow.in;

import dev.towpath.channel.BridgeOptions;
import java.util.Objects;
import java.util.concurrent.Flow;

/**
 * What {@code open} and {@code await} subscribe with: the protocol of a subscriber, with {@link
 * Upstream} for what it asks of its source.
 *
 * <p>What comes before {@code onSubscribe}, after the end or after our cancel is late: it goes to
 * the hooks and never throws at the source (null excepted, §2.13).
 */
abstract class Inflow<T> implements Flow.Subscriber<T> {
  final Upstream upstream;
  final BridgeOptions<T> options;
  private long arrived; // signals are serial (§1.3); where they are not, a full channel tells

  Inflow(Upstream upstream, BridgeOptions<T> options) {
    this.upstream = upstream;
    this.options = options;
  }

  /** Takes a value that was asked for; false if there is no room for it after all. */
  abstract boolean accept(T value);

  /** The source has failed, or broken a rule. Called once, or else {@link #ended}. */
  abstract void failed(Throwable failure);

  /** The source has completed. */
  abstract void ended();

  final void subscribeTo(Flow.Publisher<? extends T> source) {
    try {
      source.subscribe(this);
    } catch (Throwable t) { // §1.9: it may not, but if it does the reader must know
      breach(t);
    }
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
    if (++arrived > requested || !accept(value)) {
      breach(new IllegalStateException("§1.1: received more than requested: " + requested));
      options.undelivered(value);
    }
  }

  /** As {@link #onNext} and {@link #onComplete} at once, with no cancel in between. */
  final void onLast(T value) {
    if (value == null) {
      throw breachByNull("§2.13: onSuccess(null)");
    }
    if (upstream.hasArrived() && upstream.end()) {
      accept(value);
      ended();
    } else {
      options.undelivered(value);
      onComplete();
    }
  }

  @Override
  public final void onError(Throwable failure) {
    if (failure == null) {
      throw breachByNull("§2.13: onError(null)");
    }
    if (upstream.end()) {
      failed(failure);
    } else {
      options.lateError(failure);
    }
  }

  @Override
  public final void onComplete() {
    if (upstream.end()) {
      ended();
    }
  }

  private NullPointerException breachByNull(String rule) {
    NullPointerException breach = new NullPointerException(rule);
    breach(breach);
    return breach;
  }

  /** The source broke a rule: cancels it, and the reader gets the reason after the data. */
  final void breach(Throwable reason) {
    if (upstream.cancel()) {
      failed(reason);
    } else {
      options.lateError(reason);
    }
  }
}
