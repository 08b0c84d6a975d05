package dev.towpath.scope;

import dev.towpath.channel.BridgeException;
import dev.towpath.channel.ChannelClosedException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** What the tasks of a scope have thrown. Guarded by the lock of its Roster. */
final class Failures {
  /** How many are kept beside the first, so that a scope may be used for long. */
  static final int KEPT = 100;

  private final List<Throwable> kept = new ArrayList<>();
  private @Nullable Throwable first;

  /** The first that was thrown before a cancel, or null. */
  @Nullable Throwable first() {
    return first;
  }

  void add(Throwable thrown) {
    if (first == null) {
      first = thrown;
    }
    keep(thrown);
  }

  /**
   * Adds what was thrown after the cancel, unless that is all it tells of.
   *
   * @param reason why it was cancelled, if that is not the first failure
   */
  void addLate(Throwable thrown, @Nullable Throwable reason) {
    if (!comesFromStop(thrown) && !isOrWraps(thrown, reason)) {
      for (Throwable known : kept) {
        if (isOrWraps(thrown, known)) {
          return; // the reason for the cancel, met in a wait
        }
      }
      keep(thrown);
    }
  }

  List<Throwable> all() {
    return List.copyOf(kept);
  }

  private void keep(Throwable thrown) {
    if (kept.size() <= KEPT) {
      kept.add(thrown);
    }
  }

  @SuppressWarnings("ReferenceEquality") // a failure is itself, and its equals is foreign code
  private static boolean isOrWraps(Throwable thrown, @Nullable Throwable known) {
    return known != null
        && (thrown == known || (thrown instanceof BridgeException && thrown.getCause() == known));
  }

  /** Whether a body that was cancelled threw because of that. */
  private static boolean comesFromStop(Throwable thrown) {
    Throwable reason = thrown instanceof BridgeException ? thrown.getCause() : thrown;
    return reason instanceof InterruptedException
        || reason instanceof CancellationException
        || reason instanceof ChannelClosedException
        || reason instanceof ClosedByInterruptException
        || reason instanceof InterruptedIOException;
  }
}
