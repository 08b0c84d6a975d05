package dev.towpath.vertx;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.streams.ReadStream;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A stream that keeps Vert.x's rules and remembers what was asked of it: it flows from the start,
 * loses what comes while it flows without a handler, and queues values and end while it is paused.
 */
final class StreamFake implements ReadStream<Integer> {
  final List<String> calls = new CopyOnWriteArrayList<>();
  final List<Context> contexts = new CopyOnWriteArrayList<>();
  private final Queue<Integer> queue = new ArrayDeque<>();
  private Handler<Integer> handler;
  private Handler<Throwable> exceptionHandler;
  private Handler<Void> endHandler;
  private long demand = Long.MAX_VALUE;
  private boolean ended;

  synchronized void emit(int... values) {
    for (int value : values) {
      queue.add(value);
    }
    drain();
  }

  synchronized void end() {
    ended = true;
    drain();
  }

  synchronized void fail(Throwable failure) {
    exceptionHandler.handle(failure);
  }

  private void drain() {
    while (demand > 0 && !queue.isEmpty()) {
      demand -= demand == Long.MAX_VALUE ? 0 : 1;
      int value = queue.remove();
      if (handler != null) {
        handler.handle(value);
      }
    }
    if (ended && queue.isEmpty() && demand > 0) {
      ended = false;
      endHandler.handle(null);
    }
  }

  private StreamFake note(String call) {
    calls.add(call);
    contexts.add(Vertx.currentContext());
    return this;
  }

  @Override
  public synchronized StreamFake pause() {
    demand = 0;
    return note("pause");
  }

  @Override
  public synchronized StreamFake resume() {
    note("resume");
    demand = Long.MAX_VALUE;
    drain();
    return this;
  }

  @Override
  public synchronized StreamFake fetch(long amount) {
    note("fetch " + amount);
    demand += amount;
    drain();
    return this;
  }

  @Override
  public synchronized StreamFake handler(Handler<Integer> handler) {
    this.handler = handler;
    return this;
  }

  @Override
  public synchronized StreamFake exceptionHandler(Handler<Throwable> handler) {
    exceptionHandler = handler;
    return this;
  }

  @Override
  public synchronized StreamFake endHandler(Handler<Void> handler) {
    endHandler = handler;
    return this;
  }
}
