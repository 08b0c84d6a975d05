package dev.towpath.jdk;

import dev.towpath.channel.BridgeOptions;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A listener's registration: ends once, and is then undone once, also if it was still under way.
 */
final class Registration {
  private enum Mark implements AutoCloseable {
    /** Undone, or nothing was registered yet that could be. */
    OVER;

    @Override
    public void close() {}
  }

  private final BridgeOptions<?> options;
  private final AtomicReference<@Nullable AutoCloseable> unregister = new AtomicReference<>();

  Registration(BridgeOptions<?> options) {
    this.options = options;
  }

  /** The listener is registered; this is how to undo it. */
  void isUndoneBy(AutoCloseable known) {
    if (!unregister.compareAndSet(null, known)) {
      Foreign.close(options, known); // it ended inside the registration
    }
  }

  boolean isOver() {
    return unregister.get() == Mark.OVER;
  }

  /** Ends it, unless that was done: {@code verdict} runs, then the listener is unregistered. */
  boolean end(Runnable verdict) {
    AutoCloseable known = unregister.getAndSet(Mark.OVER);
    if (known == Mark.OVER) {
      return false;
    }
    verdict.run();
    if (known != null) {
      Foreign.close(options, known);
    }
    return true;
  }
}
