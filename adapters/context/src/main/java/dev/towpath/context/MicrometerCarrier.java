package dev.towpath.context;

import dev.towpath.channel.ContextCarrier;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Carries every thread-local that Micrometer's global {@code ContextRegistry} knows: MDC when its
 * SLF4J accessor is registered, observations and traces, and whatever the application has
 * registered.
 */
public final class MicrometerCarrier implements ContextCarrier {
  /** What the caller had not set is not set around the body either. */
  private final ContextSnapshotFactory snapshots =
      ContextSnapshotFactory.builder().clearMissing(true).build();

  @Override
  public Snapshot capture() {
    return new Captured(snapshots.captureAll());
  }

  private record Captured(ContextSnapshot context) implements Snapshot {
    @Override
    public <R extends @Nullable Object> R call(Callable<? extends R> code) throws Exception {
      return context.<R>wrap(code::call).call();
    }
  }
}
