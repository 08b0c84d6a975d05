package dev.towpath.reactor;

import io.micrometer.context.ContextSnapshotFactory;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * What Micrometer's global registry knows, as Reactor's own {@code contextCapture} takes it. Loaded
 * only where that library is present.
 */
final class MicrometerContext implements ThreadContext {
  private final ContextSnapshotFactory snapshots = ContextSnapshotFactory.builder().build();

  @Override
  public Context capture() {
    return snapshots.captureAll().updateContext(Context.empty());
  }

  @Override
  public <R extends @Nullable Object> R call(ContextView from, Callable<R> code) throws Exception {
    return from.isEmpty() ? code.call() : snapshots.captureFrom(from).wrap(code).call();
  }
}
