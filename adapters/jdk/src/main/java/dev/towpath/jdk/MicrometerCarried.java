package dev.towpath.jdk;

import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** What Micrometer's global registry knows. Loaded only where that library is present. */
final class MicrometerCarried implements Carried {
  private static final ContextSnapshotFactory SNAPSHOTS = ContextSnapshotFactory.builder().build();

  private final ContextSnapshot snapshot;

  private MicrometerCarried(ContextSnapshot snapshot) {
    this.snapshot = snapshot;
  }

  static Carried captureAll() {
    return new MicrometerCarried(SNAPSHOTS.captureAll());
  }

  @Override
  public <R extends @Nullable Object> R call(Callable<? extends R> code) throws Exception {
    return snapshot.<R>wrap(code::call).call();
  }

  @Override
  public void run(Runnable code) {
    snapshot.wrap(code).run();
  }
}
