package dev.towpath.scope;

import dev.towpath.channel.BlockingGuard;
import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.Channel;
import dev.towpath.channel.Sender;
import dev.towpath.channel.TryReceive;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A task with a future, which is itself what {@code submit} returns.
 *
 * <p>{@code state} moves from {@code NEW} to {@code RUNNING}, or to {@code BORROWED} on a thread
 * that is not its own, and from any of these, once, to an {@link Outcome}. By then the body is
 * forgotten. {@code told} is made by the first who waits; whoever sets the outcome reads it
 * afterwards, and a waiter looks at the state again after it has set it, so none is missed.
 */
final class FutureWork<T extends @Nullable Object> extends Work implements RunnableFuture<T> {
  private static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

  private enum Stage {
    NEW,
    RUNNING,
    BORROWED
  }

  private record Outcome(@Nullable Object value, @Nullable Throwable failure, boolean cancelled) {}

  private static final Outcome CANCELLED = new Outcome(null, null, true);

  private static final VarHandle STATE;
  private static final VarHandle TOLD;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      STATE = lookup.findVarHandle(FutureWork.class, "state", Object.class);
      TOLD = lookup.findVarHandle(FutureWork.class, "told", Channel.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Dispatch dispatch;
  private final @Nullable Sender<FutureWork<T>> onEnd; // gets this when it has its outcome
  private @Nullable Callable<? extends T> body; // read by who moves the state from NEW
  private @Nullable Outcome earned; // what the body came to; written before settle
  private volatile Object state = Stage.NEW;
  private volatile @Nullable Channel<Void> told;
  private volatile @Nullable Thread thread; // its own, while it is RUNNING

  FutureWork(
      Dispatch dispatch,
      Callable<? extends T> body,
      BridgeOptions<Object> options,
      @Nullable Sender<FutureWork<T>> onEnd) {
    super(options);
    this.dispatch = dispatch;
    this.body = body;
    this.onEnd = onEnd;
  }

  @Override
  Runnable task() {
    return this;
  }

  @Override
  boolean perform(boolean own) {
    Callable<? extends T> code = body;
    thread = own ? Thread.currentThread() : null;
    if (code == null
        || !STATE.compareAndSet(this, Stage.NEW, own ? Stage.RUNNING : Stage.BORROWED)) {
      return false;
    }
    body = null;
    try {
      earned = new Outcome(context().<Object>inContext(() -> code.call()), null, false);
    } catch (Throwable t) {
      earned = new Outcome(null, t, false);
      if (t instanceof VirtualMachineError error) {
        throw error;
      }
    } finally {
      thread = null;
    }
    return true;
  }

  @Override
  void settle() {
    Outcome outcome = earned;
    if (outcome != null) {
      end(outcome);
    }
  }

  @Override
  void tell() {
    Channel<Void> channel = told;
    if (channel != null) {
      channel.sender().close(); // never waits
    }
    if (onEnd != null) {
      onEnd.trySend(this);
    }
  }

  @Override
  void discard() {
    if (end(CANCELLED)) {
      tell();
    }
  }

  @Override
  void fail(Throwable failure) {
    if (end(new Outcome(null, failure, false))) {
      tell();
    }
  }

  /** For who was given the task by {@code shutdownNow}: runs it on the calling thread. */
  @Override
  public void run() {
    try {
      performAndLeave(false);
    } finally {
      settle();
      tell();
    }
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    if (!end(CANCELLED)) {
      return false;
    }
    dispatch.withdraw(this);
    Thread running = thread;
    if (mayInterruptIfRunning && running != null) {
      halt(running); // its own thread: whatever it meets there is ours
    }
    tell();
    return true;
  }

  @Override
  public boolean isCancelled() {
    return state instanceof Outcome outcome && outcome.cancelled();
  }

  @Override
  public boolean isDone() {
    return state instanceof Outcome;
  }

  @Override
  public T get() throws InterruptedException, ExecutionException {
    if (!isDone()) {
      dispatch.runHere(this);
    }
    if (!isDone()) {
      awaitDone(FOREVER);
    }
    return report();
  }

  @Override
  public T get(long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    Duration limit = Duration.ofNanos(unit.toNanos(timeout));
    if (!isDone() && !awaitDone(limit)) {
      throw new TimeoutException(this + " has no outcome within " + limit);
    }
    return report();
  }

  /** Returns the executor's name and how far the task has come. */
  @Override
  public String toString() {
    return "task of '" + dispatch.name() + "', " + progress();
  }

  private String progress() {
    if (!(state instanceof Outcome outcome)) {
      return state == Stage.NEW ? "not begun" : "running";
    }
    return outcome.cancelled()
        ? "cancelled"
        : outcome.failure() == null ? "completed" : "failed by " + outcome.failure();
  }

  private boolean end(Outcome outcome) {
    Object now = state;
    while (!(now instanceof Outcome)) {
      if (STATE.compareAndSet(this, now, outcome)) {
        body = null;
        return true;
      }
      now = state;
    }
    return false;
  }

  private boolean awaitDone(Duration limit) throws InterruptedException {
    BlockingGuard.check("get");
    Channel<Void> channel = told;
    if (channel == null) {
      channel = Channel.<Void>builder().name("task of " + dispatch.name()).build();
      if (!TOLD.compareAndSet(this, null, channel)) {
        channel = Objects.requireNonNull(told);
      }
    }
    return isDone() || channel.receiver().receive(limit) instanceof TryReceive.Closed;
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // null only if the body returned it: T allows it
  private T report() throws ExecutionException {
    Outcome outcome = (Outcome) state;
    if (outcome.cancelled()) {
      throw new CancellationException(toString());
    }
    if (outcome.failure() != null) {
      throw new ExecutionException(outcome.failure());
    }
    return (T) outcome.value();
  }
}
