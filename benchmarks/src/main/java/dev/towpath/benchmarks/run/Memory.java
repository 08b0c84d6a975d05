package dev.towpath.benchmarks.run;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What processes have in memory. */
public final class Memory {
  private static final long SLACK = 1 << 16;
  private static final int COLLECTIONS = 20;

  private Memory() {}

  /** Bytes of this heap that are in use after as many collections as help. */
  public static long liveHeap() {
    long last;
    long now = Long.MAX_VALUE;
    int collections = 0;
    do {
      last = now;
      System.gc();
      now = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    } while (now < last - SLACK && ++collections < COLLECTIONS);
    return now;
  }

  /** Bytes of a process in memory; 0 where nobody tells. */
  public static long resident(long pid) {
    return bytes(pid, "VmRSS:");
  }

  /** The most that a process had in memory so far, in bytes; 0 where nobody tells. */
  public static long peak(long pid) {
    return bytes(pid, "VmHWM:");
  }

  private static long bytes(long pid, String name) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.replaceAll("[^0-9]", ""))
          .mapToLong(kilobytes -> Long.parseLong(kilobytes) << 10)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0; // not Linux, or the process has ended
    }
  }
}
