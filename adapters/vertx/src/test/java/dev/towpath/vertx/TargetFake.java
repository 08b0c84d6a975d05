package dev.towpath.vertx;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.streams.WriteStream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A target whose writes the test completes. Generic, so that one class fits Vert.x 4 and 5. */
final class TargetFake<T> implements WriteStream<T> {
  final List<T> written = new CopyOnWriteArrayList<>();
  final List<Promise<Void>> writes = new CopyOnWriteArrayList<>();
  final List<Context> contexts = new CopyOnWriteArrayList<>();
  final Promise<Void> end = Promise.promise();
  volatile boolean ended;
  volatile boolean completesWrites = true;
  volatile int room = Integer.MAX_VALUE;
  volatile Handler<Void> drainHandler;
  volatile Handler<Throwable> exceptionHandler;

  void drain(int room) {
    this.room = room;
    Handler<Void> handler = drainHandler;
    drainHandler = null;
    handler.handle(null);
  }

  @Override
  public Future<Void> write(T data) {
    contexts.add(Vertx.currentContext());
    Promise<Void> write = Promise.promise();
    if (completesWrites) {
      write.complete();
    }
    writes.add(write);
    room--;
    written.add(data);
    return write.future();
  }

  // For 4.5; in 5 nothing calls it.
  public void write(T data, Handler<AsyncResult<Void>> handler) {
    write(data).onComplete(handler);
  }

  @Override
  public Future<Void> end() {
    contexts.add(Vertx.currentContext());
    ended = true;
    return end.future();
  }

  // As above.
  public void end(Handler<AsyncResult<Void>> handler) {
    end().onComplete(handler);
  }

  @Override
  public TargetFake<T> exceptionHandler(Handler<Throwable> handler) {
    exceptionHandler = handler;
    return this;
  }

  @Override
  public TargetFake<T> setWriteQueueMaxSize(int maxSize) {
    return this;
  }

  @Override
  public boolean writeQueueFull() {
    return room <= 0;
  }

  @Override
  public TargetFake<T> drainHandler(Handler<Void> handler) {
    drainHandler = handler;
    return this;
  }
}
