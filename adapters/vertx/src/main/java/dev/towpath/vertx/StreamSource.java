package dev.towpath.vertx;

import dev.towpath.channel.BridgeOptions;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.streams.ReadStream;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A ReadStream as a publisher, for one subscriber: a request fetches, a cancel stops. The stream is
 * paused before it has a handler, in the tick of the call, and flows by what was fetched only.
 *
 * <p>Requests and cancels come serially (§2.7) and go to the stream's context: that on which the
 * first signal came, before it that of the caller. Where there is none they go to the stream at
 * once.
 */
final class StreamSource<T> implements Flow.Publisher<T>, Flow.Subscription {
  private final ReadStream<T> stream;
  private final OnStop onStop;
  private final BridgeOptions<?> options;
  private long early; // asked for inside onSubscribe, before there were handlers
  private boolean flowing;
  private volatile boolean over;
  private volatile boolean heard;
  private volatile @Nullable Context context;

  StreamSource(ReadStream<T> stream, OnStop onStop, BridgeOptions<?> options) {
    this.stream = Objects.requireNonNull(stream, "stream is null");
    this.onStop = Objects.requireNonNull(onStop, "onStop is null");
    this.options = options;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super T> subscriber) {
    context = Vertx.currentContext();
    subscriber.onSubscribe(this);
    try {
      listenTo(subscriber);
    } catch (Throwable t) {
      over = true; // it could not be opened, so there is nothing to stop
      throw t;
    }
    flowing = true;
    if (early > 0) {
      fetch(early);
    }
  }

  /**
   * The end handler first: on an HTTP request that was read before it throws, but not once paused.
   */
  private void listenTo(Flow.Subscriber<? super T> subscriber) {
    stream.endHandler(end -> {
      over = true;
      subscriber.onComplete();
    });
    stream.exceptionHandler(failure -> {
      over = true;
      subscriber.onError(failure);
    });
    stream.pause();
    stream.handler(value -> {
      hear();
      subscriber.onNext(value);
    });
  }

  @Override
  public void request(long count) {
    if (flowing) {
      fetch(count);
    } else {
      early += count;
    }
  }

  @Override
  public void cancel() {
    onContext(this::stop);
  }

  private void fetch(long count) {
    onContext(() -> {
      if (!over) { // some streams throw when asked after their end
        stream.fetch(count);
      }
    });
  }

  private void stop() {
    if (over) {
      return;
    }
    try {
      stream.pause();
      options.inContext(() -> {
        onStop.stop(stream);
        return null;
      });
    } catch (Throwable t) {
      options.lateError(t);
    }
  }

  private void hear() {
    if (!heard) {
      heard = true;
      Context here = Vertx.currentContext();
      if (here != null) {
        context = here;
      }
    }
  }

  private void onContext(Runnable action) {
    Context home = context;
    if (home == null) {
      action.run();
    } else {
      home.runOnContext(nothing -> action.run());
    }
  }
}
