package dev.towpath.scope;

import dev.towpath.channel.stop.Stop;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Ends the waits of one task of an executor that does not interrupt, and cancels the scope in which
 * the task stands. A scope shows itself in {@code inside} and then asks whether it is stopped; who
 * stops does it the other way round, so one of the two sees the other.
 */
final class WorkStop extends Stop {
  private final Work work;
  private volatile boolean stopped;
  private volatile @Nullable Scope inside; // the outermost that the task has opened last

  WorkStop(Work work) {
    this.work = work;
  }

  /** The task has opened a scope. */
  void enclose(Scope scope) {
    inside = scope;
    if (stopped) {
      scope.cancel(reason());
    }
  }

  void stop() {
    stopped = true;
    wake();
    Scope scope = inside;
    if (scope != null) {
      scope.cancel(reason());
    }
  }

  @Override
  public boolean isStopped() {
    return stopped;
  }

  @Override
  public RuntimeException reason() {
    return new CancellationException(work + " was told to stop");
  }

  /** Nothing: it lasts as long as its task. */
  @Override
  public void close() {}
}
