package dev.towpath.channel;

import dev.towpath.channel.watch.Ledger;
import java.lang.System.Logger.Level;
import java.lang.ref.Cleaner;
import org.jspecify.annotations.Nullable;

/** Finds receivers that were dropped without being closed, and closes them: contract C15. */
final class Abandonment implements Runnable {
  private static final System.Logger LOG = System.getLogger("dev.towpath");
  static final Cleaner CLEANER =
      Cleaner.create(Thread.ofPlatform().daemon().name("towpath-abandoned").factory());

  private final Engine<?> engine; // must not lead to the receiver
  private final @Nullable Throwable creation;

  private Abandonment(Engine<?> engine, @Nullable Throwable creation) {
    this.engine = engine;
    this.creation = creation;
  }

  static void watch(Receiver<?> receiver, Engine<?> engine) {
    Throwable creation =
        Boolean.getBoolean("dev.towpath.traceAbandoned")
            ? new Throwable("'" + engine.name() + "' was created here")
            : null;
    Ledger.made(() -> "bridge '" + engine.name() + "' is open", () -> !engine.isOpen());
    CLEANER.register(receiver, new Abandonment(engine, creation));
  }

  @Override
  public void run() {
    if (engine.isOpen()) {
      LOG.log(
          Level.WARNING,
          "C15: the receiver of '"
              + engine.name()
              + "' was dropped without close; stopping its source",
          creation);
    }
    Thread.startVirtualThread(engine::stop); // calls foreign code, which the cleaner must not run
  }
}
