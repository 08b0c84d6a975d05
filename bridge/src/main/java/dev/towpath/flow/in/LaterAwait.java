package dev.towpath.flow.in;

import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.OneShot;
import java.time.Duration;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a source of one value tells on other threads, or after its {@code subscribe} has returned:
 * the part of {@link SingleAwait} that really waits. Whoever holds the value still waits for its
 * completion, so that no cancel follows it (C8); but once the value is here, neither an interrupt
 * nor the time limit loses it.
 */
final class LaterAwait<T> extends Inflow<T> {
  private final OneShot<T> outcome;
  private final boolean beganWithValue;
  private boolean hasValue; // signals are serial
  private @Nullable Thread lastHeardOn; // for a message: one that is a moment old will do

  /** The source has not called {@code onSubscribe}. */
  LaterAwait(BridgeOptions<T> options) {
    super(new Upstream(SingleAwait.DEMAND), options);
    this.outcome = new OneShot<>(options);
    this.beganWithValue = false;
  }

  /**
   * The source has called {@code onSubscribe} and is asked by the waiter, who then hands the
   * subscription over.
   *
   * @param value the value if it has come, to be waited for no more but for its completion
   */
  LaterAwait(BridgeOptions<T> options, @Nullable T value) {
    super(Upstream.askedFor(SingleAwait.DEMAND), options);
    this.outcome = new OneShot<>(options);
    this.beganWithValue = value != null;
    if (value != null) {
      hasValue = true;
      outcome.hold(value);
    }
  }

  /** The waiter has asked; calls on the subscription are made here from now on. */
  void takeOver(Flow.Subscription subscription) {
    upstream.arrive(subscription, this::breach);
  }

  /** Whether it began with the value that had come. */
  boolean hasTakenOverValue() {
    return beganWithValue;
  }

  /** Waits for the outcome; what has not come until then is cancelled. */
  @Nullable T await(Supplier<?> source, Duration limit)
      throws InterruptedException, TimeoutException {
    try {
      return outcome.await(limit);
    } catch (TimeoutException e) {
      throw new TimeoutException(whoWaitsForWhom(source.get(), limit));
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

  /** Takes a value that is the end, too. */
  void onOutcome(T value) {
    lastHeardOn = Thread.currentThread();
    super.onLast(value);
  }

  @Override
  boolean accept(T value) {
    if (hasValue) {
      breach(SingleAwait.second(value));
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

  private String whoWaitsForWhom(Object source, Duration limit) {
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
