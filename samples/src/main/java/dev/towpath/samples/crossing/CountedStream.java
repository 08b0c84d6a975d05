package dev.towpath.samples.crossing;

import io.vertx.core.Handler;
import io.vertx.core.streams.ReadStream;

/** Passes everything on and tells a gauge of each value. */
record CountedStream<T>(ReadStream<T> source, Gauge gauge) implements ReadStream<T> {
  @Override
  public ReadStream<T> handler(Handler<T> handler) {
    source.handler(handler == null ? null : value -> handOver(value, handler));
    return this;
  }

  private void handOver(T value, Handler<T> handler) {
    gauge.handedOver();
    handler.handle(value);
  }

  @Override
  public ReadStream<T> exceptionHandler(Handler<Throwable> handler) {
    source.exceptionHandler(handler);
    return this;
  }

  @Override
  public ReadStream<T> endHandler(Handler<Void> handler) {
    source.endHandler(handler);
    return this;
  }

  @Override
  public ReadStream<T> pause() {
    source.pause();
    return this;
  }

  @Override
  public ReadStream<T> resume() {
    source.resume();
    return this;
  }

  @Override
  public ReadStream<T> fetch(long amount) {
    source.fetch(amount);
    return this;
  }
}
