package dev.towpath.blockhound;

import io.netty.util.concurrent.FastThreadLocalThread;
import io.reactivex.rxjava3.internal.schedulers.NonBlockingThread;
import io.vertx.core.Context;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import reactor.blockhound.BlockHound;
import reactor.blockhound.BlockingMethod;
import reactor.core.scheduler.NonBlocking;

/**
 * Notes each blocking call on a thread of a library. It throws nothing: what was thrown might be
 * caught and forgotten on the way.
 */
final class Hound {
  /** A blocking call: which, and from where. */
  record Bark(String method, String thread, List<StackTraceElement> from) {
    /** Whether our code called it, rather than a library that our code has called. */
    boolean isOurs() {
      return from.stream()
          .filter(frame -> !isJdks(frame.getClassName()))
          .findFirst()
          .filter(frame -> isShipped(frame.getClassName()) && !isContention(frame))
          .isPresent();
    }

    /**
     * Our two locks are held for a few instructions, and who finds one taken spins and yields,
     * which for BlockHound is blocking, too. They park nobody: see docs/decisions/0001.
     */
    private boolean isContention(StackTraceElement caller) {
      return OUR_LOCKS.contains(caller.getClassName())
          && (method.startsWith("java.lang.Thread.yield")
              || method.equals("java.lang.Thread.onSpinWait"));
    }

    @Override
    public String toString() {
      return method
          + " on "
          + thread
          + from.stream().map(frame -> "\n    at " + frame).collect(Collectors.joining());
    }
  }

  private static final Set<String> OUR_LOCKS =
      Set.of("dev.towpath.channel.Gate", "dev.towpath.vertx.ShortLock");

  private static final Queue<Bark> BARKS = new ConcurrentLinkedQueue<>();

  private Hound() {}

  /** Lets it loose, once for the whole run. */
  static void release() {
    BlockHound.builder()
        .nonBlockingThreadPredicate(none -> Hound::isLibrarys)
        .blockingMethodCallback(Hound::note)
        .install();
  }

  static void forget() {
    BARKS.clear();
  }

  static List<Bark> all() {
    return List.copyOf(BARKS);
  }

  static List<Bark> ours() {
    return BARKS.stream().filter(Bark::isOurs).toList();
  }

  private static boolean isLibrarys(Thread thread) {
    return thread instanceof NonBlocking
        || thread instanceof NonBlockingThread
        || (thread instanceof FastThreadLocalThread && !Context.isOnWorkerThread());
  }

  private static boolean isJdks(String className) {
    return className.startsWith("java.") || className.startsWith("jdk.");
  }

  private static boolean isShipped(String className) {
    return className.startsWith("dev.towpath.")
        && !className.startsWith("dev.towpath.blockhound.")
        && !className.startsWith("dev.towpath.testkit.");
  }

  private static boolean isTheHounds(StackTraceElement frame) {
    String name = frame.getClassName();
    return name.startsWith("reactor.blockhound.") || name.startsWith(Hound.class.getName());
  }

  private static void note(BlockingMethod method) {
    List<StackTraceElement> stack = new ArrayList<>(Arrays.asList(new Throwable().getStackTrace()));
    stack.removeIf(Hound::isTheHounds);
    BARKS.add(new Bark(method.toString(), Thread.currentThread().getName(), stack));
  }
}
