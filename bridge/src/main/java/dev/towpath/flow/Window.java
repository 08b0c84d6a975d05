package dev.towpath.flow;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * What a subscriber has asked for, granted to the senders in portions: while one thread is busy in
 * {@code onNext}, others can send at most a window of values, however many were asked for (C4).
 *
 * <p>Granted are never more in all than were asked for. Whoever finds at least half the window
 * empty fills it: the asker after raising {@code asked}, the emitter after lowering {@code
 * granted}, so one of the two sees both. When they meet, they may grant a window each.
 */
final class Window {
  private static final int SIZE = 64;

  private final LongConsumer grant;
  private final AtomicLong asked = new AtomicLong(); // and not granted; MAX_VALUE is without end
  private final AtomicLong granted = new AtomicLong(); // and not emitted

  Window(LongConsumer grant) {
    this.grant = grant;
  }

  void ask(long count) {
    asked.updateAndGet(all -> all + count < 0 ? Long.MAX_VALUE : all + count);
    fill();
  }

  /** A granted value has been emitted. */
  void emitted() {
    granted.decrementAndGet();
    fill();
  }

  private void fill() {
    for (long open = granted.get(); open <= SIZE / 2; open = granted.get()) {
      long all = asked.get();
      long more = Math.min(all, SIZE - open);
      if (more == 0) {
        return;
      }
      if (all == Long.MAX_VALUE || asked.compareAndSet(all, all - more)) {
        granted.addAndGet(more);
        grant.accept(more);
      }
    }
  }
}
