package dev.towpath.jdk;

import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.OneShot;
import java.nio.channels.CompletionHandler;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where a call to a library with callbacks reports how it ended. The first outcome counts; later
 * ones go to the options' functions. Nothing here waits or throws at the library's thread.
 *
 * @param <T> the type of the value
 */
public final class Callback<T> {
  /** Why it no longer matters, or not yet, how the call outside is stopped. */
  private enum Over {
    /** It has ended. */
    ENDED,
    /** The wait was given up before it was said how; when it is, that runs at once. */
    ABANDONED
  }

  private final BridgeOptions<T> options;
  private final OneShot<T> outcome;
  private final AtomicReference<@Nullable Object> stop = new AtomicReference<>(); // or Over
  private volatile boolean stopped;

  Callback(BridgeOptions<T> options) {
    this.options = Foreign.prepared(options, "callback");
    this.outcome = new OneShot<>(this.options);
  }

  /**
   * The call has succeeded.
   *
   * @param value the value; may be null
   */
  public void success(@Nullable T value) {
    stop.set(Over.ENDED);
    outcome.succeed(value);
  }

  /**
   * The call has failed.
   *
   * @param cause why; not null, and never changed
   */
  public void failure(Throwable cause) {
    Objects.requireNonNull(cause, "cause is null");
    stop.set(Over.ENDED);
    if (!stopped || !(cause instanceof CancellationException)) { // else it is our own doing
      outcome.fail(cause);
    }
  }

  /** The call was cancelled: the wait ends with a {@link CancellationException}. */
  public void cancelled() {
    failure(new CancellationException("the call was cancelled from outside"));
  }

  /**
   * Says how to cancel the call outside when nobody waits for it any more. Runs once at most, on
   * the thread that gave up waiting, and not after an outcome; at once if the wait is over already.
   *
   * @param stop for example {@code call::cancel} or {@code channel::close}; what it throws goes to
   *     {@code onLateError}
   * @throws IllegalStateException if it was said before
   */
  public void onStop(AutoCloseable stop) {
    Objects.requireNonNull(stop, "stop is null");
    if (!this.stop.compareAndSet(null, stop)) {
      Object now = this.stop.get();
      if (now == Over.ABANDONED) {
        Foreign.close(options, stop);
      } else if (now != Over.ENDED) {
        throw new IllegalStateException("onStop was called before");
      }
    }
  }

  /**
   * Returns this as what {@code java.nio.channels} calls back.
   *
   * @param <A> the type of the attachment, which is not used
   */
  public <A> CompletionHandler<T, A> asCompletionHandler() {
    return new CompletionHandler<>() {
      @Override
      public void completed(T result, A attachment) {
        success(result);
      }

      @Override
      public void failed(Throwable cause, A attachment) {
        failure(cause);
      }
    };
  }

  /** Starts the call outside; a throw is its failure. */
  void startBy(Consumer<? super Callback<T>> start) {
    try {
      start.accept(this);
    } catch (Throwable t) {
      outcome.fail(t); // before the stop, which may report an outcome
      abandon();
    }
  }

  @Nullable T await(Duration limit) throws InterruptedException, TimeoutException {
    try {
      return outcome.await(limit);
    } finally {
      if (outcome.isGivenUp()) {
        abandon();
      }
    }
  }

  /** Nobody waits any more: cancels the call outside, now or when it is known how. */
  private void abandon() {
    stopped = true;
    Object before = stop.getAndUpdate(now -> now == Over.ENDED ? now : Over.ABANDONED);
    if (before instanceof AutoCloseable known) {
      Foreign.close(options, known);
    }
  }
}
