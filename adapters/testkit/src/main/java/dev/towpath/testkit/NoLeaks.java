package dev.towpath.testkit;

import dev.towpath.channel.watch.Ledger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test that leaves something behind: a scope that is not closed, a task that has not ended,
 * a bridge that is open, or a thread that waits on a channel, a select or an await. Each is named,
 * with the place where it was made or where the thread waits.
 *
 * <p>
 *
 * {@snippet :
 * @ExtendWith(NoLeaks.class)
 * class OrdersTest { ... }
 *
 * @RegisterExtension NoLeaks noLeaks = NoLeaks.within(Duration.ofSeconds(5));
 * }
 *
 * <p>What ends a little later than the test has time until a second has passed, or as long as was
 * given. Only what began during the test counts, on threads that did. While no test is watched
 * nothing is recorded. Everything of the JVM is seen, so tests that are watched must not run beside
 * others.
 */
public final class NoLeaks implements BeforeEachCallback, AfterEachCallback {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(NoLeaks.class);
  private static final long BETWEEN_LOOKS = 100_000; // nanoseconds
  private static final int FRAMES = 12;

  private final Duration patience;

  /** Gives what is left behind a second to end. For {@code @ExtendWith}. */
  public NoLeaks() {
    this(Duration.ofSeconds(1));
  }

  private NoLeaks(Duration patience) {
    this.patience = patience;
  }

  /**
   * Gives what is left behind another time to end.
   *
   * @param patience how long a test that leaks takes longer; zero or less looks once
   */
  public static NoLeaks within(Duration patience) {
    return new NoLeaks(Objects.requireNonNull(patience, "patience is null"));
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    context.getStore(NAMESPACE).put("watch", new Watch());
  }

  /**
   * Looks for what is left behind.
   *
   * @throws AssertionError naming each
   */
  @Override
  public void afterEach(ExtensionContext context) {
    Watch watch = context.getStore(NAMESPACE).remove("watch", Watch.class);
    if (watch != null) {
      watch.end(patience);
    }
  }

  /** One test, from before to after. */
  static final class Watch {
    private final Set<Ledger.Entry> before;
    private final long newestBefore;

    Watch() {
      Ledger.look();
      before = new HashSet<>(Ledger.entries());
      newestBefore = Thread.ofVirtual().unstarted(() -> {}).threadId();
    }

    void end(Duration patience) {
      try {
        List<Ledger.Entry> left = leftAfter(patience);
        if (!left.isEmpty()) {
          throw new AssertionError(describe(left));
        }
      } finally {
        Ledger.lookAway();
      }
    }

    private List<Ledger.Entry> leftAfter(Duration patience) {
      long start = System.nanoTime();
      List<Ledger.Entry> left = left();
      while (!left.isEmpty()
          && patience.compareTo(Duration.ofNanos(System.nanoTime() - start)) > 0) {
        LockSupport.parkNanos(BETWEEN_LOOKS);
        left = left();
      }
      return left;
    }

    /** What is there now. */
    List<Ledger.Entry> left() {
      List<Ledger.Entry> left = new ArrayList<>(Ledger.entries());
      left.removeIf(entry -> before.contains(entry) || isWaitOfOlder(entry));
      return left;
    }

    private boolean isWaitOfOlder(Ledger.Entry entry) {
      return entry.isWait() && entry.thread().threadId() <= newestBefore;
    }
  }

  private static String describe(List<Ledger.Entry> left) {
    StringBuilder text = new StringBuilder("the test leaves behind:");
    for (Ledger.Entry entry : left) {
      text.append("\n- ");
      if (entry.isWait()) {
        text.append("thread '").append(entry.thread().getName()).append("' (#");
        text.append(entry.thread().threadId()).append(") waits: ").append(entry.what());
        text.append("; it waits here:");
      } else {
        text.append(entry.what()).append("; it was made here:");
      }
      int frames = 0;
      for (StackTraceElement frame : entry.trace()) {
        if (!isOurs(frame) && frames++ < FRAMES) {
          text.append("\n    at ").append(frame);
        }
      }
    }
    return text.toString();
  }

  private static boolean isOurs(StackTraceElement frame) {
    String name = frame.getClassName();
    return name.startsWith("dev.towpath.channel.")
        || name.startsWith("java.util.concurrent.locks.")
        || name.startsWith("java.lang.VirtualThread")
        || name.startsWith("jdk.internal.");
  }
}
