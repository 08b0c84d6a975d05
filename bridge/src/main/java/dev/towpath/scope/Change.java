package dev.towpath.scope;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a change of a {@link Roster} leaves to do once its lock is free. */
final class Change {
  /** A task that has got a place and needs a thread. */
  @Nullable Task<?> start;

  private @Nullable List<Runnable> wakeUps;

  /** Adds somebody to interrupt, wake or tell. */
  void later(Runnable wakeUp) {
    if (wakeUps == null) {
      wakeUps = new ArrayList<>();
    }
    wakeUps.add(wakeUp);
  }

  void wakeAll() {
    if (wakeUps != null) {
      wakeUps.forEach(Runnable::run);
    }
  }
}
