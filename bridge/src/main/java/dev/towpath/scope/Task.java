package dev.towpath.scope;

import dev.towpath.channel.watch.Ledger;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Code forked in a {@link Scope}, and its outcome once it has one. Named after the subtask of
 * {@code StructuredTaskScope}.
 *
 * @param <T> the type of the result
 */
public final class Task<T extends @Nullable Object> {
  /** How far a task has come. */
  public enum State {
    /** Not ended yet, or cancelled: ended after its scope was, or never begun. */
    UNAVAILABLE,
    /** Returned; {@link #get} has the result. */
    SUCCESS,
    /** Threw; {@link #exception} has what. */
    FAILED
  }

  /**
   * Whose code its thread runs. Only from {@code BODY} can it become {@code INTERRUPTING}, for the
   * few instructions of the interrupt; only from {@code BODY} does the thread leave the body. So no
   * interrupt meets other code (C9).
   */
  private enum Top {
    BEFORE,
    BODY,
    INTERRUPTING,
    AFTER
  }

  private final String name;
  final boolean background;
  private @Nullable Callable<? extends T> body; // null once it has ended, or never will begin
  private final @Nullable Runnable ifNeverBegun;
  private @Nullable T result; // before `state`
  private @Nullable Throwable exception; // before `state`
  private volatile State state = State.UNAVAILABLE;
  private final Ledger.@Nullable Entry entry;
  private final AtomicReference<Top> top = new AtomicReference<>(Top.BEFORE);

  // Guarded by the lock of its Roster, which has it in a list from its admission to its end.
  @Nullable Task<?> previous;
  @Nullable Task<?> next;
  @Nullable Thread thread;
  @Nullable Frame frame;
  boolean reported;

  Task(
      String name,
      boolean background,
      Callable<? extends T> body,
      @Nullable Runnable ifNeverBegun) {
    this.name = name;
    this.background = background;
    this.body = body;
    this.ifNeverBegun = ifNeverBegun;
    this.entry = Ledger.made(() -> "task '" + name + "' has not ended");
  }

  /** Returns the name of the task, which is also that of its thread. */
  public String name() {
    return name;
  }

  /** Returns how far the task has come. */
  public State state() {
    return state;
  }

  /**
   * Returns the result; never waits. Join the scope first.
   *
   * @throws IllegalStateException if the task has not ended, was cancelled or has failed; in the
   *     last case the failure is the cause
   */
  @SuppressWarnings("NullAway") // null only if the body returned null, which T then allows
  public T get() {
    State now = state;
    if (now == State.SUCCESS) {
      return result;
    }
    throw now == State.FAILED
        ? new IllegalStateException(
            "no result, task '" + name + "' is FAILED by " + exception, exception)
        : new IllegalStateException("no result, task '" + name + "' is UNAVAILABLE");
  }

  /**
   * Returns what the task threw; never waits.
   *
   * @throws IllegalStateException if the task has not failed
   */
  public Throwable exception() {
    if (state != State.FAILED) {
      throw new IllegalStateException("no exception, task '" + name + "' is " + state);
    }
    return Objects.requireNonNull(exception);
  }

  /** Returns the name and the state. */
  @Override
  public String toString() {
    return "task '" + name + "' " + state;
  }

  /** From here on the body may be interrupted. */
  void begin() {
    top.set(Top.BODY);
  }

  /** Runs the body on the calling thread and returns what it threw, or null. */
  @Nullable Throwable run() {
    try {
      result = Objects.requireNonNull(body).call();
    } catch (Throwable t) {
      exception = t;
    }
    body = null;
    while (!top.compareAndSet(Top.BODY, Top.AFTER)) {
      Thread.onSpinWait(); // an interrupt is being delivered
    }
    Thread.interrupted(); // meant for the body
    over();
    return exception;
  }

  /** Interrupts the body, if it is on top. */
  void interrupt(Thread running) {
    if (top.compareAndSet(Top.BODY, Top.INTERRUPTING)) {
      running.interrupt();
      top.set(Top.BODY);
    }
  }

  /** Makes the outcome of {@link #run} public. */
  void end() {
    state = exception == null ? State.SUCCESS : State.FAILED;
  }

  /** Fails without having run. */
  void fail(Throwable failure) {
    exception = failure;
  }

  /** Will never run. */
  void giveUp() {
    body = null;
    over();
    if (ifNeverBegun != null) {
      ifNeverBegun.run();
    }
  }

  private void over() {
    if (entry != null) {
      entry.remove();
    }
  }
}
