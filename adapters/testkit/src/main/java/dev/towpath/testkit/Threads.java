package dev.towpath.testkit;

import static dev.towpath.testkit.Eventually.eventually;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/** All threads of the JVM, the virtual ones too, which only a thread dump shows. */
final class Threads {
  /** A thread of the dump starts with {@code #12 "name"}, its frames are indented. */
  private static final Pattern BEFORE_THREAD = Pattern.compile("\\R(?=#\\d+ \")");

  /** Nanoseconds. A dump is dear. */
  private static final long BETWEEN_DUMPS = 10_000_000;

  private static final String SCHEDULER = "jdk.management:type=VirtualThreadScheduler";
  private static final String CARRIER = "ForkJoinPool-";
  private static final long LONGEST_STIR = 200_000_000; // nanoseconds
  private static final long BETWEEN_LOOKS = 100_000; // nanoseconds

  private Threads() {}

  /** Returns once no thread has {@code name}. */
  static void awaitNoneNamed(String name) throws InterruptedException {
    eventually("no thread named '" + name + "' is left", () -> isGone(name));
  }

  private static boolean isGone(String name) {
    if (named(name).isEmpty()) {
      return true;
    }
    LockSupport.parkNanos(BETWEEN_DUMPS);
    return false;
  }

  /** The threads whose name starts with {@code name}, each with its stack. */
  static List<String> named(String name) {
    return dump().stream().filter(thread -> thread.contains(" \"" + name)).toList();
  }

  /** The virtual threads without a name that run our code, or that of the adapter. */
  static List<String> namelessIn(String packageName) {
    return dump().stream()
        .filter(thread -> thread.contains(" \"\" virtual") && thread.contains("at " + packageName))
        .toList();
  }

  /**
   * Waits until no virtual thread runs or is about to, as far as the JVM knows (from 24 on). On JDK
   * 25 the dump of one that is just being mounted or unmounted can crash the JVM (JDK-8364343). One
   * that runs on and on is dumped as it is. A carrier that runs, but nothing that it carries, is
   * through with a thread that has not left yet.
   */
  static void awaitStandstill() {
    long start = System.nanoTime();
    while (areMoving() && System.nanoTime() - start < LONGEST_STIR) {
      LockSupport.parkNanos(BETWEEN_LOOKS);
    }
  }

  private static boolean areMoving() {
    return count("MountedVirtualThreadCount") > 0
        || count("QueuedVirtualThreadCount") > 0
        || runsACarrier();
  }

  private static boolean runsACarrier() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
        .filter(Objects::nonNull) // has ended meanwhile
        .filter(info -> info.getThreadName().startsWith(CARRIER))
        .anyMatch(info -> info.getThreadState() == Thread.State.RUNNABLE);
  }

  private static long count(String attribute) {
    try {
      ObjectName scheduler = ObjectName.getInstance(SCHEDULER);
      return ((Number)
              ManagementFactory.getPlatformMBeanServer().getAttribute(scheduler, attribute))
          .longValue();
    } catch (JMException e) { // before JDK 24
      return 0;
    }
  }

  private static List<String> dump() {
    awaitStandstill();
    try {
      Path folder = Files.createTempDirectory("testkit-threads");
      Path file = folder.resolve("dump.txt");
      try {
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
            .dumpThreads(file.toString(), ThreadDumpFormat.TEXT_PLAIN);
        return BEFORE_THREAD.splitAsStream(Files.readString(file)).toList();
      } finally {
        Files.deleteIfExists(file);
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
