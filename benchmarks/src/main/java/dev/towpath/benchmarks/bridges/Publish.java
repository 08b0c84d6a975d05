package dev.towpath.benchmarks.bridges;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** One element sent by a loop to a subscriber. */
public class Publish extends Crossing {
  private static final int ELEMENTS = 200_000;

  @Benchmark
  @OperationsPerInvocation(ELEMENTS)
  public long element() throws Exception {
    return crossed(sumBelow(ELEMENTS), (style, by) -> style.publish(by, ELEMENTS));
  }
}
