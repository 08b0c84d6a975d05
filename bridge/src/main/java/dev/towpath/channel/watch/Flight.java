package dev.towpath.channel.watch;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The events that a flight recorder can keep: dev.towpath.Wait, Join, Fork, Task, Ready, Cancel,
 * Straggler, Rejection, Overflow, Late and Message. Where the JDK has no module {@code jdk.jfr}
 * nothing happens here, and while nobody records hardly anything.
 */
public final class Flight {
  private static final boolean PRESENT = ModuleLayer.boot().findModule("jdk.jfr").isPresent();

  private Flight() {}

  /** Tells whether waits are recorded. */
  public static boolean recordsWaits() {
    return PRESENT && FlightEvents.recordsWaits();
  }

  /** Begins a wait of the calling thread; null if that is not recorded. */
  public static @Nullable Object beginWait() {
    return recordsWaits() ? FlightEvents.beginWait() : null;
  }

  /**
   * Ends a wait.
   *
   * @param wait from {@link #beginWait}
   * @param what says for what it was; asked only if the wait was long enough to be kept
   */
  public static void endWait(@Nullable Object wait, Supplier<String> what) {
    if (wait != null) {
      FlightEvents.endWait(wait, what);
    }
  }

  /** Begins a join by the calling thread; null if that is not recorded. */
  public static @Nullable Object beginJoin() {
    return PRESENT ? FlightEvents.beginJoin() : null;
  }

  /**
   * Ends a join.
   *
   * @param join from {@link #beginJoin}
   * @param scope the name of the scope
   */
  public static void endJoin(@Nullable Object join, String scope) {
    if (join != null) {
      FlightEvents.endJoin(join, scope);
    }
  }

  /** The calling thread has forked a task. */
  public static void forked(String scope, String task) {
    if (PRESENT) {
      FlightEvents.forked(scope, task);
    }
  }

  /**
   * A scope was cancelled by the calling thread.
   *
   * @param reason the failure behind it, if there is one
   */
  public static void cancelled(String scope, @Nullable Throwable reason) {
    if (PRESENT) {
      FlightEvents.cancelled(scope, reason);
    }
  }

  /** A task runs on though its grace time is over. */
  public static void straggler(String scope, String task) {
    if (PRESENT) {
      FlightEvents.straggler(scope, task);
    }
  }

  /**
   * A value or an error came over a bridge when nobody wanted it any more.
   *
   * @param bridge the bridge's name, if it has one
   * @param late its class is recorded, and nothing else of it
   */
  public static void late(@Nullable String bridge, Object late) {
    if (PRESENT) {
      FlightEvents.late(bridge, late);
    }
  }

  /** Begins a task on the calling thread; null if that is not recorded. */
  public static @Nullable Object beginTask() {
    return PRESENT ? FlightEvents.beginTask() : null;
  }

  /**
   * Ends a task.
   *
   * @param task from {@link #beginTask}
   * @param scope the name of the scope or executor
   * @param name the name of the task
   */
  public static void endTask(@Nullable Object task, String scope, String name) {
    if (task != null) {
      FlightEvents.endTask(task, scope, name);
    }
  }

  /**
   * An executor did not take a task on, or discarded one.
   *
   * @param reason what its submitter was told, or the policy
   */
  public static void rejected(String executor, String reason) {
    if (PRESENT) {
      FlightEvents.rejected(executor, reason);
    }
  }

  /**
   * A channel was full when a value came that could not wait.
   *
   * @param value its class is recorded, and nothing else of it
   */
  public static void overflowed(String channel, int capacity, String policy, Object value) {
    if (PRESENT) {
      FlightEvents.overflowed(channel, capacity, policy, value);
    }
  }

  /** Begins a send or a receive of a value; null if that is not recorded. */
  public static @Nullable Object beginMessage() {
    return PRESENT ? FlightEvents.beginMessage() : null;
  }

  /**
   * Ends a send or a receive that has moved a value.
   *
   * @param message from {@link #beginMessage}
   * @param value its class and identity are recorded, and nothing else of it
   */
  public static void endMessage(
      Object message, boolean sent, String channel, long id, Object value) {
    FlightEvents.endMessage(message, sent, channel, id, value);
  }

  /**
   * Another thread can run from now on; null if that is not recorded. Hand it to that thread, which
   * ends it.
   */
  public static @Nullable Object beginReady() {
    return PRESENT ? FlightEvents.beginReady() : null;
  }

  /**
   * The calling thread runs.
   *
   * @param ready from {@link #beginReady}, called by who made it ready
   * @param after what: its start, or a wait
   */
  public static void endReady(@Nullable Object ready, String after) {
    if (ready != null) {
      FlightEvents.endReady(ready, after);
    }
  }
}
