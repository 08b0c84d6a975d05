package dev.towpath.vertx.runtime;

import dev.towpath.channel.WaitStrategy;
import io.vertx.core.Context;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One wait on a virtual-thread context: each suspend gives the context up and takes a {@link
 * WayBack} to it. A context that was undeployed can no longer be given up; then the thread parks.
 */
final class ContextSuspension implements WaitStrategy.Suspension {
  private final Context context;
  private final Thread thread = Thread.currentThread();
  private volatile boolean resumed; // before `wayBack` and `parks` are read, see resume
  private volatile @Nullable WayBack wayBack;
  private volatile boolean parks;

  ContextSuspension(Context context) {
    this.context = context;
  }

  @Override
  public void suspend(long nanos) {
    if (!parks) {
      WayBack way = new WayBack(context);
      wayBack = way;
      if (resumed || away(way, nanos)) {
        return;
      }
      parks = true;
    }
    if (!resumed) {
      park(nanos);
    }
  }

  @Override
  public void resume() {
    resumed = true;
    WayBack way = wayBack;
    if (way != null) {
      way.take();
    }
    if (parks) {
      LockSupport.unpark(thread);
    }
  }

  /** Returns whether the context was given up, and is ours again. */
  private boolean away(WayBack way, long nanos) {
    if (nanos == Long.MAX_VALUE) {
      return way.await();
    }
    // Vert.x's timers count in milliseconds; the caller wants no early end.
    long millis = TimeUnit.NANOSECONDS.toMillis(nanos) + 1;
    long timer = context.owner().setTimer(millis, id -> way.arrive());
    try {
      return way.await();
    } finally {
      context.owner().cancelTimer(timer);
    }
  }

  private void park(long nanos) {
    if (nanos == Long.MAX_VALUE) {
      LockSupport.park(this);
    } else {
      LockSupport.parkNanos(this, nanos);
    }
  }
}
