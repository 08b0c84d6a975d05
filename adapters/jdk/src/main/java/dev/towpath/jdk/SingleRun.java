package dev.towpath.jdk;

import dev.towpath.channel.BridgeOptions;
import dev.towpath.flow.FlowBridge;
import java.util.concurrent.Callable;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * One run of the callable of a {@code call}: {@link FlowBridge} runs it, stops it, and brings its
 * outcome here on the run's own thread, where an interrupt of the callable is not seen (C9).
 *
 * <p>{@code subscription} becomes null when the outcome is here or the run was stopped, so that
 * whoever keeps the target does not keep the callable.
 */
abstract class SingleRun<T> implements Flow.Subscriber<T> {
  private final BridgeOptions<T> options;
  private volatile Flow.@Nullable Subscription subscription;
  private boolean over; // signals are serial

  SingleRun(BridgeOptions<T> options) {
    this.options = Foreign.prepared(options, "towpath-call");
  }

  /** Starts the run; returns at once. */
  final void start(Callable<? extends @Nullable T> callable) {
    FlowBridge.<T>call(callable, options).subscribe(this);
  }

  /** Interrupts the callable, now or as soon as it is on top; its outcome will be late. */
  final void stop() {
    Flow.Subscription running = subscription;
    if (running != null) {
      subscription = null;
      running.cancel();
    }
  }

  /** Gives the value out; false if the target has an outcome already. */
  abstract boolean succeed(@Nullable T value);

  /** Gives the failure out; false if the target has an outcome already. */
  abstract boolean fail(Throwable failure);

  @Override
  public final void onSubscribe(Flow.Subscription arrived) {
    subscription = arrived;
    arrived.request(1);
  }

  @Override
  public final void onNext(T value) {
    over = true;
    subscription = null;
    Foreign.run(
        options,
        () -> {
          if (!succeed(value)) {
            options.undelivered(value);
          }
        });
  }

  @Override
  public final void onError(Throwable failure) {
    subscription = null;
    Foreign.run(
        options,
        () -> {
          if (!fail(failure)) {
            options.lateError(failure);
          }
        });
  }

  @Override
  public final void onComplete() {
    subscription = null;
    if (!over) {
      Foreign.run(options, () -> succeed(null));
    }
  }
}
