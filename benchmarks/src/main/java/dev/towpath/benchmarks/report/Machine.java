package dev.towpath.benchmarks.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What a reader must know of the machine to judge figures. */
public final class Machine {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  private Machine() {}

  /** Returns the facts, in a few lines. */
  public static String facts() {
    List<String> flags = ManagementFactory.getRuntimeMXBean().getInputArguments();
    return "machine: "
        + Runtime.getRuntime().availableProcessors()
        + " cores ("
        + processor()
        + "), "
        + System.getProperty("os.name")
        + " "
        + System.getProperty("os.version")
        + "\njdk:     "
        + System.getProperty("java.vendor.version", System.getProperty("java.vendor"))
        + ", "
        + System.getProperty("java.vm.version")
        + "\nflags:   "
        + (flags.isEmpty() ? "none" : String.join(" ", flags))
        + "\nload:    "
        + load();
  }

  /** Returns the load average of the last minute, with a warning if it is not small. */
  public static String load() {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    if (load < 0) {
      return "unknown";
    }
    String text = String.format(Locale.ROOT, "%.2f", load);
    return load < 0.5 ? text : text + " (the machine is not quiet: expect wide spreads)";
  }

  private static String processor() {
    try {
      return Files.readAllLines(CPU_INFO).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch"); // not Linux
    }
  }
}
