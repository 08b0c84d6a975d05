package dev.towpath.benchmarks.bridges;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** One run of a callable, among many. */
public class Call extends Crossing {
  private static final int CALLS = 1_000;

  @Benchmark
  @OperationsPerInvocation(CALLS)
  public long value() throws Exception {
    return crossed(CALLS, (style, by) -> style.call(by, CALLS));
  }
}
