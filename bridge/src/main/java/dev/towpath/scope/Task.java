package dev.towpath.scope;

import java.util.Objects;
import java.util.concurrent.Callable;
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

  private final String name;
  private final Callable<? extends T> body;
  private @Nullable T result; // before `state`
  private @Nullable Throwable exception; // before `state`
  private volatile State state = State.UNAVAILABLE;

  Task(String name, Callable<? extends T> body) {
    this.name = name;
    this.body = body;
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
    if (state != State.SUCCESS) {
      throw new IllegalStateException(
          "no result, task '"
              + name
              + "' is "
              + state
              + (exception == null ? "" : " by " + exception),
          exception);
    }
    return result;
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

  String name() {
    return name;
  }

  /** Runs the body on the calling thread and returns what it threw, or null. */
  @Nullable Throwable run() {
    try {
      result = body.call();
      return null;
    } catch (Throwable t) {
      exception = t;
      return t;
    }
  }

  /** Makes the outcome of {@link #run} public. */
  void end() {
    state = exception == null ? State.SUCCESS : State.FAILED;
  }
}
