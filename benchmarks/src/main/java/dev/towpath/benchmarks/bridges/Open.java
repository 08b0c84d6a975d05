package dev.towpath.benchmarks.bridges;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** One element of a stream, read by a loop. */
public class Open extends Crossing {
  private static final int ELEMENTS = 200_000;

  @Param("false")
  public boolean async;

  @Benchmark
  @OperationsPerInvocation(ELEMENTS)
  public long element() throws Exception {
    return crossed(sumBelow(ELEMENTS), (style, by) -> style.open(by, ELEMENTS, async));
  }
}
