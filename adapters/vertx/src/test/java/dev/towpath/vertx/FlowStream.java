package dev.towpath.vertx;

import io.vertx.core.Handler;
import io.vertx.core.streams.ReadStream;
import java.util.concurrent.Flow;

/**
 * A publisher as a stream: flows by what is fetched, subscribed to with its last handler. Passes
 * signals on as they come, right or wrong. A source may subscribe from another thread while this is
 * fetched from: neither may miss the other.
 */
final class FlowStream<T> implements ReadStream<T>, Flow.Subscriber<T> {
  private final Flow.Publisher<T> source;
  private Handler<T> handler;
  private Handler<Throwable> exceptionHandler;
  private Handler<Void> endHandler;
  private Flow.Subscription subscription;
  private long early;
  private boolean cancelled;

  FlowStream(Flow.Publisher<T> source) {
    this.source = source;
  }

  @Override
  public void onSubscribe(Flow.Subscription arrived) {
    long asked;
    boolean stopped;
    synchronized (this) {
      stopped = subscription != null || cancelled; // §2.5
      if (subscription == null) {
        subscription = arrived;
      }
      asked = early;
    }
    if (stopped) {
      arrived.cancel();
    } else if (asked > 0) {
      arrived.request(asked);
    }
  }

  @Override
  public void onNext(T value) {
    handler.handle(value);
  }

  @Override
  public void onError(Throwable failure) {
    exceptionHandler.handle(failure);
  }

  @Override
  public void onComplete() {
    endHandler.handle(null);
  }

  void cancel() {
    Flow.Subscription arrived;
    synchronized (this) {
      cancelled = true;
      arrived = subscription;
    }
    if (arrived != null) {
      arrived.cancel();
    }
  }

  @Override
  public FlowStream<T> exceptionHandler(Handler<Throwable> handler) {
    exceptionHandler = handler;
    return this;
  }

  @Override
  public FlowStream<T> endHandler(Handler<Void> handler) {
    endHandler = handler;
    return this;
  }

  @Override
  public FlowStream<T> handler(Handler<T> handler) {
    this.handler = handler;
    source.subscribe(this);
    return this;
  }

  @Override
  public FlowStream<T> pause() {
    return this; // nothing flows that was not fetched
  }

  @Override
  public FlowStream<T> resume() {
    return fetch(Long.MAX_VALUE);
  }

  @Override
  public FlowStream<T> fetch(long amount) {
    Flow.Subscription arrived;
    synchronized (this) {
      arrived = subscription;
      if (arrived == null) {
        early += amount;
      }
    }
    if (arrived != null) {
      arrived.request(amount);
    }
    return this;
  }
}
