package dev.towpath.benchmarks.run;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Adds to each iteration how much processor time this process took for an operation, and how many
 * cores other processes kept busy meanwhile.
 */
public final class ProcessorTime implements InternalProfiler {
  static final String CPU = "cpu";
  static final String OTHERS = "others";

  private static final Path STAT = Path.of("/proc/stat");
  private static final long TICK = 10_000_000; // nanoseconds; Linux counts a hundred a second

  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private long wall;
  private long own;
  private long all;

  @Override
  public String getDescription() {
    return "Processor time per operation, and cores that others kept busy";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    wall = System.nanoTime();
    own = system.getProcessCpuTime();
    all = busy();
  }

  @Override
  public Collection<ScalarResult> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    double elapsed = System.nanoTime() - wall;
    double used = system.getProcessCpuTime() - own;
    double others = all < 0 ? 0 : Math.max(0, (busy() - all) - used) / elapsed;
    long operations = Math.max(1, result.getMetadata().getAllOps());
    return List.of(
        new ScalarResult(CPU, used / operations, "ns/op", AggregationPolicy.AVG),
        new ScalarResult(OTHERS, others, "cores", AggregationPolicy.AVG));
  }

  /** Nanoseconds that all cores were busy since the machine started; -1 where nobody tells. */
  private static long busy() {
    try {
      String[] total = Files.readAllLines(STAT).getFirst().split(" +");
      // cpu user nice system idle iowait irq softirq steal ...
      return TICK * Stream.of(1, 2, 3, 6, 7, 8).mapToLong(i -> Long.parseLong(total[i])).sum();
    } catch (IOException e) {
      return -1; // not Linux
    }
  }
}
