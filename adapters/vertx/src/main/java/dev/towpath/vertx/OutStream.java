package dev.towpath.vertx;

import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.Channel;
import dev.towpath.channel.Producer;
import dev.towpath.channel.Sender;
import dev.towpath.flow.FlowBridge;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * The stream behind {@code publish}. Values come from the producer's thread as they were requested
 * and wait in {@code arrived} for a turn on the context.
 *
 * <p>Whenever {@code lock} is free: {@code requested} plus what has arrived is at most the demand,
 * and at most {@link #WINDOW}, so a pause holds back no more than that. {@code busy} says that a
 * turn is running or due; whoever finds something to deliver and nobody busy makes one due, so
 * handlers are called one at a time (C14) even where one of them suspends. Nothing foreign is
 * called under the lock. {@code handle} is what the user has, and is there while values can come
 * out without the user: with a handler and with demand.
 */
final class OutStream<T> implements Flow.Subscriber<T>, Bodies.Body {
  private static final int WINDOW = 64;

  private enum End {
    OPEN,
    /** The producer has returned. */
    COMPLETED,
    FAILED,
    /** The end handler or exception handler was called, or we were closed. */
    OVER
  }

  private final Context context;
  private final Flow.Publisher<T> source;
  private final BridgeOptions<T> options;

  private final ShortLock lock = new ShortLock();
  // All below is guarded by lock.
  private final Queue<T> arrived = new ArrayDeque<>();
  private @Nullable Handler<T> handler;
  private @Nullable Handler<Throwable> exceptionHandler;
  private @Nullable Handler<Void> endHandler;
  private long demand = Long.MAX_VALUE;
  private boolean paused; // and not fetched from since; a demand that is used up is no pause
  private long requested; // and not arrived yet
  private boolean started;
  private Flow.@Nullable Subscription run;
  private End end = End.OPEN;
  private @Nullable Throwable failure;
  private boolean busy;

  @SuppressWarnings("UnusedVariable") // to be here is all it does
  private @Nullable Published<T> handle;

  private @Nullable Sender<Void> leash; // closed when there is nothing to be found any more

  OutStream(Context context, Producer<T> producer, BridgeOptions<T> options) {
    this.context = context;
    this.source = FlowBridge.publish(producer, options);
    this.options = options;
  }

  void handler(@Nullable Handler<T> handler, Published<T> from) {
    boolean start;
    lock.lock();
    try {
      if (end == End.OVER) {
        return;
      }
      this.handler = handler;
      start = handler != null && !started;
      started |= start;
      hold(from);
    } finally {
      lock.unlock();
    }
    if (start) {
      watch(from);
      source.subscribe(this);
      Bodies.watch(context, this);
    } else {
      goOn();
    }
  }

  void exceptionHandler(@Nullable Handler<Throwable> handler) {
    lock.lock();
    try {
      exceptionHandler = end == End.OVER ? null : handler;
    } finally {
      lock.unlock();
    }
    goOn();
  }

  void endHandler(@Nullable Handler<Void> handler) {
    lock.lock();
    try {
      endHandler = end == End.OVER ? null : handler;
    } finally {
      lock.unlock();
    }
    goOn();
  }

  void pause() {
    lock.lock();
    try {
      demand = 0;
      paused = true;
      handle = null;
    } finally {
      lock.unlock();
    }
  }

  void fetch(long amount, Published<T> from) {
    if (amount < 0) {
      throw new IllegalArgumentException("fetch < 0: " + amount);
    }
    lock.lock();
    try {
      demand = demand + amount < 0 ? Long.MAX_VALUE : demand + amount;
      paused = false;
      hold(from);
    } finally {
      lock.unlock();
    }
    goOn();
  }

  /** Lock held. */
  private void hold(Published<T> from) {
    handle = handler != null && demand > 0 && !isDrained() ? from : null;
  }

  /** The producer is not running, and all its values are handled. Lock held. */
  private boolean isDrained() {
    return end != End.OPEN && arrived.isEmpty();
  }

  /** Returns the leash to cut when nobody needs to be found any more. Lock held. */
  private @Nullable Sender<Void> loosened() {
    if (!isDrained()) {
      return null;
    }
    Sender<Void> last = leash;
    leash = null;
    handle = null;
    return last;
  }

  /** Closes the stream once nobody has {@code from} any more, and reports that (C15). */
  private void watch(Published<T> from) {
    String name = options.name();
    Channel<Void> channel =
        Channel.<Void>builder()
            .name("published stream" + (name == null ? "" : " " + name))
            .onStop(this::close)
            .closeWhenAbandoned()
            .build();
    from.tie(channel.receiver());
    boolean over;
    lock.lock();
    try {
      leash = channel.sender();
      over = end == End.OVER;
    } finally {
      lock.unlock();
    }
    if (over) {
      channel.sender().close();
    }
  }

  private static void cut(@Nullable Sender<Void> leash) {
    if (leash != null) {
      leash.close();
    }
  }

  /** See {@link PublishedStream#close}. */
  void close() {
    List<T> left = new ArrayList<>();
    Flow.Subscription stopped;
    Sender<Void> last;
    lock.lock();
    try {
      if (end == End.OVER) {
        return;
      }
      left.addAll(arrived);
      arrived.clear();
      over();
      stopped = run;
      last = loosened();
    } finally {
      lock.unlock();
    }
    cut(last);
    Bodies.forget(context, this);
    if (stopped != null) {
      stopped.cancel();
    }
    left.forEach(options::undelivered);
  }

  @Override
  public void stop(CancellationException reason) {
    Flow.Subscription stopped;
    lock.lock();
    try {
      if (end != End.OPEN) {
        return;
      }
      end = End.FAILED;
      failure = reason;
      stopped = run;
    } finally {
      lock.unlock();
    }
    if (stopped != null) {
      stopped.cancel();
    }
    goOn();
  }

  @Override
  public boolean isOver() {
    lock.lock();
    try {
      return end != End.OPEN;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    boolean late;
    lock.lock();
    try {
      run = subscription;
      late = end != End.OPEN;
    } finally {
      lock.unlock();
    }
    if (late) {
      subscription.cancel();
    } else {
      goOn();
    }
  }

  @Override
  public void onNext(T value) {
    boolean late;
    lock.lock();
    try {
      requested--;
      late = end == End.OVER;
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
    end(End.COMPLETED, null);
  }

  @Override
  public void onError(Throwable failure) {
    if (!end(End.FAILED, failure)) {
      options.lateError(failure);
    }
  }

  private boolean end(End verdict, @Nullable Throwable cause) {
    lock.lock();
    try {
      if (end != End.OPEN) {
        return false;
      }
      end = verdict;
      failure = cause;
    } finally {
      lock.unlock();
    }
    Bodies.forget(context, this);
    goOn();
    return true;
  }

  /** Something has changed: asks for more, and makes a turn due if there is something for it. */
  private void goOn() {
    long more;
    Flow.Subscription from;
    boolean turn;
    Sender<Void> last;
    lock.lock();
    try {
      more = wanted();
      requested += more;
      from = run;
      turn = !busy && (next() != null || endIsDue());
      busy |= turn;
      last = loosened();
    } finally {
      lock.unlock();
    }
    cut(last);
    if (more > 0 && from != null) {
      from.request(more);
    }
    if (turn) {
      context.runOnContext(nothing -> deliver());
    }
  }

  /** How many values more to ask for. Lock held. */
  private long wanted() {
    if (run == null || handler == null || end != End.OPEN) {
      return 0;
    }
    long room = Math.min(demand, WINDOW) - requested - arrived.size();
    boolean worthACall = demand < WINDOW || room >= WINDOW / 4;
    return worthACall ? Math.max(0, room) : 0;
  }

  /** The value that may be delivered now. Lock held. */
  private @Nullable T next() {
    return handler == null || demand == 0 || end == End.OVER ? null : arrived.peek();
  }

  /** Lock held. */
  private boolean endIsDue() {
    return arrived.isEmpty()
        && !paused
        && switch (end) {
          case COMPLETED -> endHandler != null;
          case FAILED -> exceptionHandler != null;
          case OPEN, OVER -> false;
        };
  }

  /** A turn on the context. */
  private void deliver() {
    for (int i = 0; i < WINDOW; i++) {
      Runnable signal = nextSignal();
      if (signal == null) {
        return;
      }
      try {
        signal.run();
      } catch (Throwable t) { // counts as a stop
        close();
        options.lateError(t);
      }
    }
    lock.lock();
    try {
      busy = false;
    } finally {
      lock.unlock();
    }
    goOn(); // in another turn, after what else the context has to do
  }

  private @Nullable Runnable nextSignal() {
    long more;
    Flow.Subscription from;
    Runnable signal;
    Sender<Void> last;
    lock.lock();
    try {
      signal = takeSignal();
      busy = signal != null;
      more = wanted();
      requested += more;
      from = run;
      last = loosened();
    } finally {
      lock.unlock();
    }
    cut(last);
    if (more > 0 && from != null) {
      from.request(more);
    }
    return signal;
  }

  /** Lock held. */
  private @Nullable Runnable takeSignal() {
    T value = next();
    Handler<T> to = handler;
    if (value != null && to != null) {
      arrived.remove();
      demand -= demand == Long.MAX_VALUE ? 0 : 1;
      if (demand == 0) {
        handle = null;
      }
      return () -> to.handle(value);
    }
    if (!endIsDue()) {
      return null;
    }
    Handler<Void> onEnd = endHandler;
    Handler<Throwable> onFailure = exceptionHandler;
    Throwable cause = failure;
    over();
    return cause == null ? () -> handle(onEnd, null) : () -> handle(onFailure, cause);
  }

  @SuppressWarnings("NullAway") // Vert.x calls end handlers with null
  private static <V> void handle(@Nullable Handler<V> to, @Nullable V event) {
    if (to != null) {
      to.handle(event);
    }
  }

  /** Nothing is called any more, and nothing retained. Lock held. */
  private void over() {
    end = End.OVER;
    handler = null;
    endHandler = null;
    exceptionHandler = null;
    failure = null;
  }
}
