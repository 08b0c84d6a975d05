package dev.towpath.scope;

import dev.towpath.channel.stop.Need;
import dev.towpath.channel.stop.Stop;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where a thread stands: in the body of a scope that it has opened, or in a task of one. A thread
 * has the innermost for its {@link Stop}; those around it follow by {@code outer}.
 */
final class Frame extends Stop {
  final Scope scope;
  final @Nullable Frame outer;
  private final @Nullable Stop before;

  /** The outermost frame of its thread. */
  final Frame base;

  final Thread thread = Thread.currentThread();
  private volatile @Nullable Need need; // of the thread; in the base only
  private final BooleanSupplier stopped;

  /**
   * A place in a scope.
   *
   * @param stopped whether waits of the thread must end; never false again
   * @param before what the thread had so far; null for a task
   */
  Frame(Scope scope, BooleanSupplier stopped, @Nullable Stop before) {
    this.scope = scope;
    this.stopped = stopped;
    this.before = before;
    this.outer = before instanceof Frame around ? around : null;
    this.base = outer == null ? this : outer.base;
  }

  /** Returns the innermost frame of the calling thread, or null. */
  static @Nullable Frame innermost() {
    return current() instanceof Frame frame ? frame : null;
  }

  /** Tells whether the calling thread stands in the scope, perhaps further out. */
  static boolean isIn(Scope scope) {
    for (Frame frame = innermost(); frame != null; frame = frame.outer) {
      if (frame.scope == scope) {
        return true;
      }
    }
    return false;
  }

  /** Tells whether the calling thread belongs to the scope, or to one inside that. */
  static boolean isWithin(Scope scope) {
    Frame frame = innermost();
    while (frame != null && frame.scope != scope) {
      frame = frame.around();
    }
    return frame != null;
  }

  /** The next frame outwards; from a task's, that in which the owner of its scope stood. */
  private @Nullable Frame around() {
    return outer == null ? scope.frame.outer : outer;
  }

  /** What the thread needs, if this is its base. */
  @Nullable Need need() {
    return need;
  }

  @Override
  public void needs(Need need) {
    base.need = need;
    lookForDeadlocks();
  }

  @Override
  public void needsNothing() {
    base.need = null;
  }

  /** Runs something as if the calling thread stood here. */
  void runInside(Runnable action) {
    Stop before = current();
    setCurrent(this);
    try {
      action.run();
    } finally {
      setCurrent(before);
    }
  }

  /** The thread is about to wait, or to end. */
  void lookForDeadlocks() {
    Deadlocks deadlocks = scope.root.deadlocks;
    if (deadlocks != null) {
      deadlocks.lookSoon();
    }
  }

  /** The calling thread enters a scope that it has opened. */
  void enter() {
    if (outer != null && !outer.scope.roster.addChild(scope)) {
      scope.cancel(outer.scope.roster.whyCancelled());
    }
    if (before instanceof WorkStop task) {
      task.enclose(scope);
    }
    setCurrent(this);
  }

  /** The calling thread leaves it. */
  void leave() {
    setCurrent(before);
    if (outer != null) {
      outer.scope.roster.removeChild(scope);
    }
  }

  @Override
  public void close() {
    scope.close();
  }

  @Override
  public boolean isStopped() {
    return stopped.getAsBoolean();
  }

  @Override
  public RuntimeException reason() {
    return scope.cancellation();
  }
}
