package dev.towpath.channel;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The carriers on the class or module path, as one. */
final class Contexts {
  private static final ContextCarrier[] CARRIERS =
      Runtimes.load(ContextCarrier.class).toArray(ContextCarrier[]::new);

  /** Whether there is any. */
  static final boolean ARE_CARRIED = CARRIERS.length > 0;

  private Contexts() {}

  /** Captures with all carriers; only if there are any. */
  static ContextCarrier.Snapshot capture() {
    ContextCarrier.Snapshot all = CARRIERS[0].capture();
    for (int i = 1; i < CARRIERS.length; i++) {
      all = new Both(all, CARRIERS[i].capture());
    }
    return all;
  }

  private record Both(ContextCarrier.Snapshot outer, ContextCarrier.Snapshot inner)
      implements ContextCarrier.Snapshot {
    @Override
    public <R extends @Nullable Object> R call(Callable<? extends R> code) throws Exception {
      return outer.<R>call(() -> inner.<R>call(code));
    }
  }
}
