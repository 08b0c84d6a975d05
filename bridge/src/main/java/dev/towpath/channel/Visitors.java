package dev.towpath.channel;

import dev.towpath.channel.stop.Keeper;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The threads that use one end of a channel that is kept for somebody. */
final class Visitors {
  /** How many are remembered; a message that names more helps nobody. */
  private static final int MOST = 8;

  private final Keeper keeper;
  private final String channel;
  private final AtomicReference<Thread[]> seen = new AtomicReference<>(new Thread[0]);
  private @Nullable Thread last; // racy; only the thread itself writes itself here

  Visitors(Keeper keeper, String channel) {
    this.keeper = keeper;
    this.channel = channel;
  }

  /**
   * Lets the calling thread in.
   *
   * @throws WrongThreadException if it does not belong there
   */
  void enter() {
    Thread thread = Thread.currentThread();
    if (!thread.equals(last)) {
      keeper.check(channel);
      last = thread;
      remember(thread);
    }
  }

  /** Those that have come, the first of them first; none that has ended, when there are many. */
  List<Thread> seen() {
    return List.of(seen.get());
  }

  private void remember(Thread thread) {
    Thread[] known = seen.get();
    while (!Arrays.asList(known).contains(thread)) {
      int place = 0;
      while (place < known.length && (known.length < MOST || known[place].isAlive())) {
        place++;
      }
      if (place == MOST) {
        return;
      }
      Thread[] more = Arrays.copyOf(known, Math.max(known.length, place + 1));
      more[place] = thread;
      if (seen.compareAndSet(known, more)) {
        return;
      }
      known = seen.get();
    }
  }
}
