package dev.towpath.scope;

import dev.towpath.channel.Deadline;
import dev.towpath.channel.stop.Stop;
import org.jspecify.annotations.Nullable;

/**
 * How the close of a {@link BoundedExecutor} waits: neither an interrupt nor the cancel of a scope
 * around it ends the wait, but both cancel the tasks.
 */
final class EndWait {
  private final Dispatch dispatch;
  private final @Nullable Stop stop = Stop.current();
  private boolean interrupted;
  private boolean cancelled;

  EndWait(Dispatch dispatch) {
    this.dispatch = dispatch;
  }

  void untilOver() {
    try {
      while (!dispatch.isOver()) {
        awaitOver();
      }
    } finally {
      Stop.setCurrent(stop);
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void awaitOver() {
    try {
      boolean unused = dispatch.awaitOver("close", Deadline.never());
    } catch (InterruptedException e) {
      interrupted = true;
      cancelAll();
    } catch (RuntimeException e) {
      Stop felt = Stop.current();
      if (felt == null || !felt.isStopped()) {
        throw e;
      }
      Stop.setCurrent(null); // felt once; from now on we wait for the end
      cancelAll();
    }
  }

  private void cancelAll() {
    if (!cancelled) {
      cancelled = true;
      dispatch.cancelAll();
    }
  }
}
