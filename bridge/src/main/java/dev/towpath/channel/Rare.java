package dev.towpath.channel;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What most channels never need; made when one first does. Guarded by the engine's lock. */
final class Rare {
  @Nullable Throwable failure;
  long undelivered;
  private int untold; // values received that onTaken has not been told of
  private @Nullable List<Runnable> readableWatchers;
  private @Nullable List<Runnable> writableWatchers;

  /** Returns how many values {@code onTaken} is to be told of by whoever takes the next one. */
  int dueWithNext(int every) {
    return untold + 1 < every ? 0 : untold + 1;
  }

  /** Counts a value received, and returns how many {@code onTaken} is to be told of now. */
  int countTaken(int every) {
    int due = dueWithNext(every);
    untold = due == 0 ? untold + 1 : 0;
    return due;
  }

  boolean isWatched() {
    return readableWatchers != null || writableWatchers != null;
  }

  void addReadable(Runnable watcher) {
    readableWatchers = added(readableWatchers, watcher);
  }

  void addWritable(Runnable watcher) {
    writableWatchers = added(writableWatchers, watcher);
  }

  @Nullable List<Runnable> takeReadable() {
    List<Runnable> watchers = readableWatchers;
    readableWatchers = null;
    return watchers;
  }

  @Nullable List<Runnable> takeWritable() {
    List<Runnable> watchers = writableWatchers;
    writableWatchers = null;
    return watchers;
  }

  private static List<Runnable> added(@Nullable List<Runnable> watchers, Runnable watcher) {
    List<Runnable> all = watchers == null ? new ArrayList<>(1) : watchers;
    all.add(watcher);
    return all;
  }
}
