package dev.towpath.testkit;

import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.Producer;
import dev.towpath.channel.Receiver;
import dev.towpath.testkit.guard.EventLoopGuard;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The contract of every bridge, C1 to C16, and the pitfalls that other bridges fell into, as tests.
 * Extend it, say what your adapter's four verbs are, and JUnit gives the verdict; a table of it is
 * written to {@code target/contract}.
 *
 * <p>Sources come as {@link Flow.Publisher}: turn them into your library's type on the way in, and
 * back on the way out, with nothing that buffers or changes a signal in between.
 *
 * <p>What cannot apply to a bridge is {@linkplain #notApplicable declared}, with the reason, and
 * reported as not applicable; nothing is skipped in silence.
 */
@ExtendWith(Verdicts.class)
public abstract class BridgeContract {
  /** For subclasses. */
  protected BridgeContract() {}

  /**
   * Many in: opens the source with the adapter under test.
   *
   * @param source a hostile publisher, to be turned into the library's type
   * @param demand how many values may be outstanding
   * @param options to be passed on
   * @param <T> the type of the values
   */
  protected abstract <T> Receiver<T> open(
      Flow.Publisher<T> source, int demand, BridgeOptions<T> options);

  /**
   * Many out: publishes with the adapter under test.
   *
   * @param producer to be passed on
   * @param options to be passed on
   * @param <T> the type of the values
   * @return the library's type, turned into a publisher
   */
  protected abstract <T> Flow.Publisher<T> publish(Producer<T> producer, BridgeOptions<T> options);

  /**
   * One in: waits for the single value of a source that is owned, or for its end.
   *
   * @param source a publisher of at most one value, to be turned into the library's type
   * @param options to be passed on, as far as the adapter takes any
   * @param <T> the type of the value
   * @return the value, or null if the source was empty
   */
  protected <T> @Nullable T await(Flow.Publisher<T> source, BridgeOptions<T> options)
      throws InterruptedException {
    throw new UnsupportedOperationException("override await, or declare it not applicable");
  }

  /**
   * As {@link #await(Flow.Publisher, BridgeOptions)}, for a limited time.
   *
   * @param source as above
   * @param limit how long to wait
   * @param options as above
   * @param <T> the type of the value
   * @return as above
   * @throws TimeoutException when the time was up first
   */
  protected <T> @Nullable T await(
      Flow.Publisher<T> source, Duration limit, BridgeOptions<T> options)
      throws InterruptedException, TimeoutException {
    throw new UnsupportedOperationException("override await, or declare it not applicable");
  }

  /**
   * One out: calls with the adapter under test.
   *
   * @param body to be passed on
   * @param options to be passed on
   * @param <T> the type of the value
   * @return the library's type, turned into a publisher
   */
  protected <T> Flow.Publisher<T> call(
      Callable<? extends @Nullable T> body, BridgeOptions<T> options) {
    throw new UnsupportedOperationException("override call, or declare it not applicable");
  }

  /**
   * C13: returns what was published, so that its subscriber's context holds {@code value}.
   *
   * @param value the context, as {@link #contextValue} is to see it
   * @param published what {@link #publish} or {@link #call} has returned
   * @param <T> the type of the values
   */
  protected <T> Flow.Publisher<T> inContext(String value, Flow.Publisher<T> published) {
    throw new UnsupportedOperationException("override inContext, or declare C13 not applicable");
  }

  /** C13: returns the context that the calling thread sees, or null. */
  protected @Nullable String contextValue() {
    throw new UnsupportedOperationException("override contextValue, or declare C13 not applicable");
  }

  /**
   * C5: makes a thread that must never wait. Override it if your library has event loops.
   *
   * @param task what to run there
   * @return the thread, not yet started
   */
  protected Thread eventLoop(Runnable task) {
    return Thread.ofPlatform().daemon().name(EventLoopGuard.NAME).unstarted(task);
  }

  /**
   * Declares what cannot apply to this bridge: from a verb ({@code "await"}, {@code "call"}), a
   * rule ({@code "C13"}, {@code "pitfall 52"}) or the whole name of a single test to the reason,
   * which the report shows.
   */
  protected Map<String, String> notApplicable() {
    return Map.of();
  }

  @Nested
  @DisplayName("open: data and verdict")
  class OpenEnds extends OpenEndsContract {
    @Override
    BridgeContract bridge() {
      return BridgeContract.this;
    }
  }

  @Nested
  @DisplayName("open: demand")
  class OpenDemand extends OpenDemandContract {
    @Override
    BridgeContract bridge() {
      return BridgeContract.this;
    }
  }

  @Nested
  @DisplayName("open: who waits")
  class OpenWaits extends OpenWaitsContract {
    @Override
    BridgeContract bridge() {
      return BridgeContract.this;
    }
  }

  @Nested
  @DisplayName("open: races")
  class OpenRaces extends OpenRacesContract {
    @Override
    BridgeContract bridge() {
      return BridgeContract.this;
    }
  }

  @Nested
  @DisplayName("publish: emission")
  class PublishEmission extends PublishEmissionContract {
    @Override
    BridgeContract bridge() {
      return BridgeContract.this;
    }
  }

  @Nested
  @DisplayName("publish: demand")
  class PublishDemand extends PublishDemandContract {
    @Override
    BridgeContract bridge() {
      return BridgeContract.this;
    }
  }

  @Nested
  @DisplayName("publish: stops")
  class PublishStops extends PublishStopsContract {
    @Override
    BridgeContract bridge() {
      return BridgeContract.this;
    }
  }

  @Nested
  @DisplayName("await")
  class Await extends AwaitContract {
    @Override
    BridgeContract bridge() {
      return BridgeContract.this;
    }
  }

  @Nested
  @DisplayName("call")
  class Call extends CallContract {
    @Override
    BridgeContract bridge() {
      return BridgeContract.this;
    }
  }

  @Nested
  @DisplayName("context")
  class Context extends ContextContract {
    @Override
    BridgeContract bridge() {
      return BridgeContract.this;
    }
  }
}
