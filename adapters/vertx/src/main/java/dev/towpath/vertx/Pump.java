package dev.towpath.vertx;

import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.Producer;
import dev.towpath.flow.FlowBridge;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a producer sends, in turns on one context.
 *
 * <p>Whenever {@code lock} is free: at most {@code window} values are requested, wait in {@code
 * arrived} or, where each write is awaited, are being written; {@code busy} says that a turn is
 * running or due. {@code over} is set once: by the end of the data, the failure of a write, or the
 * undeploy of the verticle; the sink is ended after it. Nothing foreign is called under the lock.
 */
final class Pump<T> implements Flow.Subscriber<T>, Bodies.Body {
  private static final int WINDOW = 64;

  private final Context context;
  private final Sink<T> sink;
  private final boolean awaitEach;
  private final int window;
  private final @Nullable Handler<Throwable> onFailure;
  private final BridgeOptions<T> options;
  private final CompletableFuture<@Nullable Void> outcome = new CompletableFuture<>();

  private final ShortLock lock = new ShortLock();
  // All below is guarded by lock.
  private final Queue<T> arrived = new ArrayDeque<>();
  private Flow.@Nullable Subscription run;
  private int requested; // and not arrived, or not written, yet
  private boolean writing; // a write that is awaited
  private boolean draining; // the sink was full and has not said otherwise
  private boolean ended; // the producer has returned or thrown
  private @Nullable Throwable thrown; // by the producer
  private boolean over;
  private boolean busy;

  private Pump(
      Context context,
      Sink<T> sink,
      boolean awaitEach,
      @Nullable Handler<Throwable> onFailure,
      BridgeOptions<T> options) {
    this.context = context;
    this.sink = sink;
    this.awaitEach = awaitEach;
    this.window = awaitEach ? 1 : WINDOW;
    this.onFailure = onFailure;
    this.options = options;
  }

  /**
   * Starts the producer and writes what it sends.
   *
   * @param onFailure what to do with the sink when the producer or a write fails; null to end it
   */
  @SuppressWarnings("NullAway") // a Future<Void> has null
  static <T> Future<Void> start(
      Context context,
      Producer<T> producer,
      Sink<T> sink,
      boolean awaitEach,
      @Nullable Handler<Throwable> onFailure,
      BridgeOptions<T> options) {
    Pump<T> pump = new Pump<>(context, sink, awaitEach, onFailure, options);
    Future<Void> future = Future.fromCompletionStage(pump.outcome, context);
    context.runOnContext(nothing -> pump.call(() -> sink.onFailure(pump::fail)));
    FlowBridge.publish(producer, options).subscribe(pump);
    Bodies.watch(context, pump);
    return future;
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    boolean late;
    lock.lock();
    try {
      run = subscription;
      requested = window;
      late = over;
    } finally {
      lock.unlock();
    }
    if (late) {
      subscription.cancel();
    } else {
      subscription.request(window);
    }
  }

  @Override
  public void onNext(T value) {
    boolean late;
    lock.lock();
    try {
      requested -= awaitEach ? 0 : 1;
      late = over;
      if (!late) {
        arrived.add(value);
      }
    } finally {
      lock.unlock();
    }
    if (late) {
      options.undelivered(value);
    } else {
      goOn();
    }
  }

  @Override
  public void onComplete() {
    end(null);
  }

  @Override
  public void onError(Throwable failure) {
    end(failure);
  }

  private void end(@Nullable Throwable failure) {
    boolean late;
    lock.lock();
    try {
      ended = true;
      thrown = failure;
      late = over;
    } finally {
      lock.unlock();
    }
    if (!late) {
      goOn();
    } else if (failure != null) {
      options.lateError(failure);
    }
  }

  @Override
  public void stop(CancellationException reason) {
    giveUpIfOpen(reason);
  }

  @Override
  public boolean isOver() {
    lock.lock();
    try {
      return over;
    } finally {
      lock.unlock();
    }
  }

  /** Something has changed: makes a turn due. */
  private void goOn() {
    lock.lock();
    try {
      if (busy || over) {
        return;
      }
      busy = true;
    } finally {
      lock.unlock();
    }
    context.runOnContext(nothing -> turn());
  }

  private void turn() {
    for (int i = 0; i < WINDOW; i++) {
      Runnable step = nextStep();
      if (step == null) {
        return;
      }
      call(step);
    }
    lock.lock();
    try {
      busy = false;
    } finally {
      lock.unlock();
    }
    goOn(); // in another turn, after what else the context has to do
  }

  private @Nullable Runnable nextStep() {
    lock.lock();
    try {
      boolean nothingToDo = over || writing || draining || (arrived.isEmpty() && !ended);
      busy = !nothingToDo;
      if (nothingToDo) {
        return null;
      }
      if (arrived.isEmpty()) {
        over = true;
        return this::conclude;
      }
      return this::writeNext;
    } finally {
      lock.unlock();
    }
  }

  private void writeNext() {
    if (sink.isFull()) {
      awaitDrain();
      return;
    }
    T value;
    int more;
    Flow.Subscription from;
    lock.lock();
    try {
      value = arrived.poll();
      writing = awaitEach && value != null;
      int room = window - requested - arrived.size();
      more = awaitEach || room < WINDOW / 4 ? 0 : room;
      requested += more;
      from = run;
    } finally {
      lock.unlock();
    }
    if (value == null) {
      return; // we were stopped
    }
    if (more > 0 && from != null) {
      from.request(more);
    }
    sink.write(value).onComplete(this::written);
  }

  private void awaitDrain() {
    lock.lock();
    try {
      draining = true;
    } finally {
      lock.unlock();
    }
    sink.onDrain(nothing -> drained());
    if (!sink.isFull()) { // and may have told nobody
      drained();
    }
  }

  private void drained() {
    lock.lock();
    try {
      draining = false;
    } finally {
      lock.unlock();
    }
    goOn();
  }

  private void written(AsyncResult<?> result) {
    if (result.failed()) {
      fail(result.cause());
      return;
    }
    if (awaitEach) {
      Flow.Subscription from;
      lock.lock();
      try {
        writing = false;
        from = run;
      } finally {
        lock.unlock();
      }
      if (from != null) {
        from.request(1);
      }
      goOn();
    }
  }

  /** All is written, except what is under way. */
  private void conclude() {
    Bodies.forget(context, this);
    Throwable failure;
    lock.lock();
    try {
      failure = thrown;
    } finally {
      lock.unlock();
    }
    if (failure == null) {
      sink.end().onComplete(this::concluded);
    } else {
      giveUp(failure);
    }
  }

  private void concluded(AsyncResult<?> result) {
    letGo();
    if (result.succeeded()) {
      outcome.complete(null);
    } else {
      outcome.completeExceptionally(result.cause());
    }
  }

  /** The sink has failed. Of several failures, as of the writes under way, the first counts. */
  private void fail(Throwable cause) {
    if (!giveUpIfOpen(cause)) {
      outcome.completeExceptionally(cause);
    }
  }

  /** From any thread. */
  private boolean giveUpIfOpen(Throwable cause) {
    List<T> left = new ArrayList<>();
    Flow.Subscription from;
    boolean late;
    lock.lock();
    try {
      late = over;
      if (!late) {
        over = true;
        left.addAll(arrived);
        arrived.clear();
      }
      from = run;
    } finally {
      lock.unlock();
    }
    if (late) {
      return false;
    }
    Bodies.forget(context, this);
    if (from != null) {
      from.cancel();
    }
    left.forEach(options::undelivered);
    context.runOnContext(nothing -> giveUp(cause));
    return true;
  }

  private void giveUp(Throwable cause) {
    try {
      if (onFailure == null) {
        sink.end();
      } else {
        options.inContext(() -> {
          onFailure.handle(cause);
          return null;
        });
      }
    } catch (Throwable t) {
      options.lateError(t);
    }
    letGo();
    outcome.completeExceptionally(cause);
  }

  private void letGo() {
    try {
      sink.onFailure(null);
      sink.onDrain(null);
    } catch (Throwable t) {
      options.lateError(t);
    }
  }

  /** Runs code that is the sink's. */
  private void call(Runnable foreign) {
    try {
      foreign.run();
    } catch (Throwable t) {
      fail(t);
    }
  }
}
