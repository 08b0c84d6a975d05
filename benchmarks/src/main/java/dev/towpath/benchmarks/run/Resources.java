package dev.towpath.benchmarks.run;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Adds to each iteration how much processor time and memory this process took for an operation, and
 * how many cores other processes kept busy meanwhile.
 */
public final class Resources implements InternalProfiler {
  static final String CPU = "cpu";
  static final String BYTES = "bytes";
  static final String OTHERS = "others";

  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private long wall;
  private long own;
  private long all;
  private long allocated;

  @Override
  public String getDescription() {
    return "Processor time and memory per operation, and cores that others kept busy";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    wall = System.nanoTime();
    own = system.getProcessCpuTime();
    all = Processors.busyNanos();
    allocated = threads.getTotalThreadAllocatedBytes();
  }

  @Override
  public Collection<ScalarResult> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    double elapsed = System.nanoTime() - wall;
    double used = system.getProcessCpuTime() - own;
    double others = Math.max(0, (Processors.busyNanos() - all) - used) / elapsed;
    double bytes = threads.getTotalThreadAllocatedBytes() - allocated;
    long operations = Math.max(1, result.getMetadata().getAllOps());
    return List.of(
        new ScalarResult(CPU, used / operations, "ns/op", AggregationPolicy.AVG),
        new ScalarResult(BYTES, bytes / operations, "B/op", AggregationPolicy.AVG),
        new ScalarResult(OTHERS, others, "cores", AggregationPolicy.AVG));
  }
}
