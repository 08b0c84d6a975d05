package dev.towpath.channel;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The carriers on the class or module path, as one. */
final class Contexts {
  private static final ContextCarrier[] CARRIERS =
      Runtimes.load(ContextCarrier.class).toArray(ContextCarrier[]::new);

  private static final ContextCarrier.Snapshot NOTHING = new Nothing();

  private Contexts() {}

  /** Captures with all carriers. */
  static ContextCarrier.Snapshot capture() {
    ContextCarrier.Snapshot all = NOTHING;
    for (ContextCarrier carrier : CARRIERS) {
      all = new Both(all, carrier.capture());
    }
    return all;
  }

  private static final class Nothing implements ContextCarrier.Snapshot {
    @Override
    public <R extends @Nullable Object> R call(Callable<? extends R> code) throws Exception {
      return code.call();
    }
  }

  private record Both(ContextCarrier.Snapshot outer, ContextCarrier.Snapshot inner)
      implements ContextCarrier.Snapshot {
    @Override
    public <R extends @Nullable Object> R call(Callable<? extends R> code) throws Exception {
      return outer.<R>call(() -> inner.<R>call(code));
    }
  }
}
