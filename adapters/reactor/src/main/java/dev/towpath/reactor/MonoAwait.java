package dev.towpath.reactor;

import dev.towpath.channel.BlockingGuard;
import dev.towpath.channel.BridgeException;
import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.Receiver;
import dev.towpath.channel.TryReceive;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import reactor.core.Scannable;
import reactor.core.publisher.Mono;

/**
 * One wait for a Mono. Whoever holds its value still waits for its completion, so that no cancel
 * follows it (C8); but once the value is here, neither an interrupt nor the time limit loses it.
 */
final class MonoAwait<T> {
  static final Duration FOREVER = Duration.ofSeconds(Long.MAX_VALUE);

  /** One value and, if the source is no Mono at heart, the second that tells. */
  private static final int DEMAND = 2;

  private final Mono<? extends T> source;
  private final Duration limit;
  private final BridgeOptions<T> options;
  private final long start = System.nanoTime();
  private boolean interrupted;

  MonoAwait(Mono<? extends T> source, Duration limit, BridgeOptions<T> options) {
    this.source = source;
    this.limit = limit.isNegative() ? Duration.ZERO : limit;
    this.options = options;
  }

  @Nullable T await() throws InterruptedException, TimeoutException {
    BlockingGuard.check("await");
    if (Thread.interrupted()) {
      throw new InterruptedException(); // before anything was started
    }
    Inlet<T> inlet = new Inlet<>(source);
    try (Receiver<T> answers = inlet.open(DEMAND, options)) {
      return switch (answers.receive(limit)) {
        case TryReceive.Value<T>(T value) -> completed(value, answers);
        case TryReceive.Closed<T>(Throwable cause) -> {
          if (cause != null) {
            throw BridgeException.unchecked(cause);
          }
          yield null;
        }
        case TryReceive.Empty<T>() -> throw new TimeoutException(whoWaitsForWhom(inlet));
      };
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt(); // after the cancel: the source must not see it
      }
    }
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
      throw new IllegalStateException("a Mono has one value at most, got a second: " + second);
    }
    return value;
  }

  private String whoWaitsForWhom(Inlet<T> inlet) {
    Thread heardOn = inlet.lastHeardOn();
    String name = options.name() == null ? Scannable.from(source).name() : options.name();
    return "no answer from '"
        + name
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
