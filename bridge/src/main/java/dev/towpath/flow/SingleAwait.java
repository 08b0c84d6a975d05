package dev.towpath.flow;

import dev.towpath.channel.BlockingGuard;
import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.OneShot;
import java.time.Duration;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The subscriber behind {@code await}: one wait for a source of one value at most. Whoever holds
 * the value still waits for its completion, so that no cancel follows it (C8); but once the value
 * is here, neither an interrupt nor the time limit loses it.
 */
final class SingleAwait<T> extends Inflow<T> {
  static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

  /** One value, and the second that a source which keeps its word never sends. */
  private static final int DEMAND = 2;

  private final Flow.Publisher<? extends T> source;
  private final OneShot<T> outcome;
  private boolean hasValue; // signals are serial
  private @Nullable Thread lastHeardOn; // for a message: one that is a moment old will do

  private SingleAwait(Flow.Publisher<? extends T> source, BridgeOptions<T> options) {
    super(new Upstream(DEMAND), options);
    this.source = source;
    this.outcome = new OneShot<>(options);
  }

  static <T> @Nullable T await(
      Flow.Publisher<? extends T> source, Duration limit, BridgeOptions<T> options)
      throws InterruptedException, TimeoutException {
    BlockingGuard.check("await");
    if (Thread.interrupted()) {
      throw new InterruptedException(); // before anything was started
    }
    return new SingleAwait<>(source, options).await(limit);
  }

  private @Nullable T await(Duration limit) throws InterruptedException, TimeoutException {
    subscribeTo(source);
    try {
      return outcome.await(limit);
    } catch (TimeoutException e) {
      throw new TimeoutException(whoWaitsForWhom(limit));
    } finally {
      cancel();
    }
  }

  private void cancel() {
    if (upstream.isOpen()) {
      boolean interrupted = Thread.interrupted(); // the source must not see it
      upstream.cancel();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    lastHeardOn = Thread.currentThread();
    super.onSubscribe(subscription);
  }

  @Override
  public void onNext(T value) {
    lastHeardOn = Thread.currentThread();
    super.onNext(value);
  }

  @Override
  boolean accept(T value) {
    if (hasValue) {
      breach(new IllegalStateException("await takes one value at most, got a second: " + value));
      options.undelivered(value);
    } else {
      hasValue = true;
      outcome.hold(value);
    }
    return true;
  }

  @Override
  void failed(Throwable failure) {
    outcome.fail(failure);
  }

  @Override
  void ended() {
    outcome.complete();
  }

  private String whoWaitsForWhom(Duration limit) {
    Thread heardOn = lastHeardOn;
    return "no answer from '"
        + (options.name() == null ? source : options.name())
        + "' to thread '"
        + Thread.currentThread().getName()
        + "' within "
        + limit
        + "; "
        + (heardOn == null
            ? "it has not called onSubscribe: is the thread that should do so blocked?"
            : "last heard of it on thread '" + heardOn.getName() + "'");
  }
}
