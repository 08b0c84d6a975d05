package dev.towpath.scope;

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
  private final BooleanSupplier stopped;

  /**
   * A place in a scope.
   *
   * @param stopped whether waits of the thread must end; never false again
   * @param outer null for a task
   */
  Frame(Scope scope, BooleanSupplier stopped, @Nullable Frame outer) {
    this.scope = scope;
    this.stopped = stopped;
    this.outer = outer;
  }

  /** Returns the innermost frame of the calling thread, or null. */
  static @Nullable Frame innermost() {
    return (Frame) current();
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

  /** Closes the scopes that the calling thread has left open inside this one. */
  void closeThoseInside() {
    Frame inside = innermost();
    while (inside != null && inside != this) {
      inside.scope.close();
      inside = innermost();
    }
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
