package dev.towpath.flow;

import dev.towpath.channel.BlockingGuard;
import dev.towpath.channel.BridgeException;
import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.Receiver;
import dev.towpath.channel.TryReceive;
import java.time.Duration;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One wait for a source of one value at most. Whoever holds the value still waits for its
 * completion, so that no cancel follows it (C8); but once the value is here, neither an interrupt
 * nor the time limit loses it.
 */
final class SingleAwait<T> {
  static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

  /** One value, and the second that a source which keeps its word never sends. */
  private static final int DEMAND = 2;

  private final Flow.Publisher<? extends T> source;
  private final Duration limit;
  private final BridgeOptions<T> options;
  private final long start = System.nanoTime();
  private volatile @Nullable Thread lastHeardOn;
  private boolean interrupted;

  SingleAwait(Flow.Publisher<? extends T> source, Duration limit, BridgeOptions<T> options) {
    this.source = source;
    this.limit = limit.isNegative() ? Duration.ZERO : limit;
    this.options = options;
  }

  @Nullable T await() throws InterruptedException, TimeoutException {
    BlockingGuard.check("await");
    if (Thread.interrupted()) {
      throw new InterruptedException(); // before anything was started
    }
    try (Receiver<T> answers =
        Inflow.openUnwatched(to -> source.subscribe(new Listening<>(to)), DEMAND, options)) {
      return switch (answers.receive(limit)) {
        case TryReceive.Value<T>(T value) -> completed(value, answers);
        case TryReceive.Closed<T>(Throwable cause) -> nothing(cause);
        case TryReceive.Empty<T>() -> throw new TimeoutException(whoWaitsForWhom());
      };
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt(); // after the cancel: the source must not see it
      }
    }
  }

  private @Nullable T nothing(@Nullable Throwable cause) {
    if (cause != null) {
      throw BridgeException.unchecked(cause);
    }
    return null;
  }

  private T completed(T value, Receiver<T> answers) {
    TryReceive<T> end;
    try {
      end = answers.receive(limit.minusNanos(System.nanoTime() - start));
    } catch (InterruptedException e) {
      interrupted = true;
      return value;
    }
    if (end instanceof TryReceive.Closed<T>(Throwable cause) && cause != null) {
      options.undelivered(value);
      throw BridgeException.unchecked(cause);
    }
    if (end instanceof TryReceive.Value<T>(T second)) {
      options.undelivered(value);
      options.undelivered(second);
      throw new IllegalStateException("await takes one value at most, got a second: " + second);
    }
    return value;
  }

  private String whoWaitsForWhom() {
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

  /** Passes the signals on and remembers where they came from. */
  private final class Listening<S extends T> implements Flow.Subscriber<S> {
    private final Flow.Subscriber<? super S> to;

    Listening(Flow.Subscriber<? super S> to) {
      this.to = to;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      lastHeardOn = Thread.currentThread();
      to.onSubscribe(subscription);
    }

    @Override
    public void onNext(S value) {
      lastHeardOn = Thread.currentThread();
      to.onNext(value);
    }

    @Override
    public void onError(Throwable failure) {
      to.onError(failure);
    }

    @Override
    public void onComplete() {
      to.onComplete();
    }
  }
}
