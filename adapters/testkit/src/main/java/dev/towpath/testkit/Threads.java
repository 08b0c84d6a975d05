package dev.towpath.testkit;

import static dev.towpath.testkit.Eventually.eventually;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/** All threads of the JVM, the virtual ones too, which only a thread dump shows. */
final class Threads {
  /** A thread of the dump starts with {@code #12 "name"}, its frames are indented. */
  private static final Pattern BEFORE_THREAD = Pattern.compile("\\R(?=#\\d+ \")");

  /** Nanoseconds. A dump is dear, and on JDK 25 it can crash the JVM (JDK-8364343): few of them. */
  private static final long BETWEEN_DUMPS = 10_000_000;

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

  private static List<String> dump() {
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
