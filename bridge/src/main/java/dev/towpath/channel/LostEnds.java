package dev.towpath.channel;

import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Reports threads that wait, without a time limit, for what only the other end of a channel could
 * bring, when nobody holds that any more: a leak for certain. On with the system property {@code
 * dev.towpath.reportLostEnds}; otherwise only the question whether it is on is left, asked when a
 * channel is made and when a thread suspends.
 *
 * <p>A wait shows itself in {@code WAITING} and then looks whether the ends are lost; the collector
 * first notes that an end is and then looks through {@code WAITING}. So one of the two sees it.
 */
final class LostEnds {
  private static final System.Logger LOG = System.getLogger("dev.towpath");
  private static final Set<Waiting> WAITING = ConcurrentHashMap.newKeySet();

  /** Whether they are watched; changed by tests only. */
  static volatile boolean on = Boolean.getBoolean("dev.towpath.reportLostEnds");

  private LostEnds() {}

  /** Watches the ends of a channel that was made while this is on. */
  static void watch(Channel<?> channel, TracedEngine<?> engine) {
    Abandonment.CLEANER.register(
        channel.sender(),
        () -> {
          engine.senderLost = true;
          WAITING.forEach(Waiting::look);
        });
    Abandonment.CLEANER.register(
        channel.receiver(),
        () -> {
          engine.receiverLost = true;
          WAITING.forEach(Waiting::look);
        });
  }

  /** The calling thread begins to wait without a time limit. */
  static Waiting begin(Waiter<?>[] waiters) {
    Waiting waiting = new Waiting(waiters);
    WAITING.add(waiting);
    waiting.look();
    return waiting;
  }

  /** A wait of a thread. */
  static final class Waiting {
    private final Thread thread = Thread.currentThread();
    private final Waiter<?>[] waiters;
    private final AtomicBoolean reported = new AtomicBoolean();

    private Waiting(Waiter<?>[] waiters) {
      this.waiters = waiters;
    }

    void end() {
      WAITING.remove(this);
    }

    private void look() {
      TracedEngine<?> first = null;
      for (Waiter<?> waiter : waiters) {
        if (TracedEngine.lost(waiter) != null) {
          first = first == null ? (TracedEngine<?>) waiter.engine : first;
        } else if (!(waiter.engine instanceof NeverEngine)) {
          return;
        }
      }
      if (first != null && reported.compareAndSet(false, true)) {
        LOG.log(Level.WARNING, message(), first.made);
      }
    }

    private String message() {
      StringBuilder text = new StringBuilder("thread '").append(thread.getName());
      text.append("' (#").append(thread.threadId()).append(") waits for ever: ");
      text.append(Recorded.describe(waiters)).append("; nobody holds the other end any more");
      for (Waiter<?> waiter : waiters) {
        String lost = TracedEngine.lost(waiter);
        if (lost != null) {
          text.append(", the ").append(lost).append(" of '").append(waiter.engine.name());
          text.append('\'');
        }
      }
      text.append(". It waits here:");
      for (StackTraceElement frame : thread.getStackTrace()) {
        text.append("\n\tat ").append(frame);
      }
      return text.toString();
    }
  }
}
