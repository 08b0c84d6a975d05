package dev.towpath.benchmarks.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** How busy the machine is, whoever keeps it so. */
public final class Processors {
  private static final Path STAT = Path.of("/proc/stat");
  private static final long TICK = 10_000_000; // nanoseconds; Linux counts a hundred a second
  private static final long LOOK_MILLIS = 700;

  private Processors() {}

  /** Nanoseconds that all cores were busy since the machine started; 0 where nobody tells. */
  public static long busyNanos() {
    try {
      String[] total = Files.readAllLines(STAT).getFirst().split(" +");
      // cpu user nice system idle iowait irq softirq steal ...
      return TICK * Stream.of(1, 2, 3, 6, 7, 8).mapToLong(i -> Long.parseLong(total[i])).sum();
    } catch (IOException e) {
      return 0; // not Linux
    }
  }

  /** Watches for a moment, doing nothing, and returns how many cores are busy. */
  static double busyCores() throws InterruptedException {
    long busy = busyNanos();
    long start = System.nanoTime();
    Thread.sleep(LOOK_MILLIS);
    return (double) (busyNanos() - busy) / (System.nanoTime() - start);
  }
}
