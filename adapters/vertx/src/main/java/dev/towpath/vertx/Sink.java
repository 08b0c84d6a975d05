package dev.towpath.vertx;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.streams.WriteStream;
import org.jspecify.annotations.Nullable;

/** Where a {@link Pump} writes to. Called on its context only. */
interface Sink<T> {
  /** Sets what to do when the sink breaks outside of a write; null to be told no more. */
  void onFailure(@Nullable Handler<Throwable> handler);

  boolean isFull();

  /** Sets what to do when the sink is full no more; null to be told no more. */
  void onDrain(@Nullable Handler<Void> handler);

  Future<?> write(T value);

  /** Ends the sink after all writes. */
  Future<?> end();

  /** A stream. */
  record OfStream<T>(WriteStream<T> stream) implements Sink<T> {
    @Override
    public void onFailure(@Nullable Handler<Throwable> handler) {
      stream.exceptionHandler(handler);
    }

    @Override
    public boolean isFull() {
      return stream.writeQueueFull();
    }

    @Override
    public void onDrain(@Nullable Handler<Void> handler) {
      stream.drainHandler(handler);
    }

    @Override
    public Future<?> write(T value) {
      return stream.write(value);
    }

    @Override
    public Future<?> end() {
      return stream.end();
    }
  }

  /** An address that answers, and with it says that it can take more. */
  final class OfAddress<T> implements Sink<T> {
    private final EventBus bus;
    private final String address;
    private final int window;
    private final Promise<Void> ended = Promise.promise();
    private int unanswered;
    private boolean ending;
    private @Nullable Handler<Void> onDrain;

    OfAddress(EventBus bus, String address, int window) {
      this.bus = bus;
      this.address = address;
      this.window = window;
    }

    @Override
    public void onFailure(@Nullable Handler<Throwable> handler) {
      // There is nothing to break but a write.
    }

    @Override
    public boolean isFull() {
      return unanswered >= window;
    }

    @Override
    public void onDrain(@Nullable Handler<Void> handler) {
      onDrain = handler;
    }

    @Override
    public Future<?> write(T value) {
      unanswered++;
      return bus.request(address, value).onComplete(answer -> answered());
    }

    @Override
    public Future<?> end() {
      ending = true;
      endOnceAnswered();
      return ended.future();
    }

    private void answered() {
      unanswered--;
      endOnceAnswered();
      Handler<Void> waiting = onDrain;
      if (waiting != null) {
        onDrain = null;
        waiting.handle(null);
      }
    }

    private void endOnceAnswered() {
      if (ending && unanswered == 0) {
        ended.tryComplete();
      }
    }
  }
}
