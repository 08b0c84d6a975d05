package dev.towpath.jdk;

import dev.towpath.channel.OneShot;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a future holds of the thread that waits for it. It cannot be taken away from the future, so
 * it forgets the waiter when the wait is over. Called by whoever completes the future; only stores.
 */
final class Answer<T> implements BiFunction<@Nullable T, @Nullable Throwable, @Nullable Void> {
  private volatile @Nullable OneShot<T> waiter;
  private volatile boolean cancelled;

  Answer(OneShot<T> waiter) {
    this.waiter = waiter;
  }

  /** The wait is over and the outcome is nothing to us. */
  void forget() {
    waiter = null;
  }

  /** The wait is over and the future about to be cancelled, which is then no late error. */
  void cancelled() {
    cancelled = true;
  }

  @Override
  public @Nullable Void apply(@Nullable T value, @Nullable Throwable failure) {
    if (failure == null) {
      succeed(value);
    } else {
      fail(failure);
    }
    return null;
  }

  void succeed(@Nullable T value) {
    OneShot<T> to = waiter;
    if (to != null) {
      to.succeed(value);
    }
  }

  void fail(Throwable failure) {
    OneShot<T> to = waiter;
    Throwable reason = peeled(failure);
    if (to != null && !(cancelled && reason instanceof CancellationException)) {
      to.fail(reason);
    }
  }

  /** Takes off the one wrapper that the JDK has put around a failure (C10), and no other. */
  private static Throwable peeled(Throwable failure) {
    Class<?> type = failure.getClass(); // a subclass is somebody's own
    Throwable cause = failure.getCause();
    boolean wrapper = type == CompletionException.class || type == ExecutionException.class;
    return wrapper && cause != null ? cause : failure;
  }
}
