package dev.towpath.benchmarks.bridges;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** A wait for one value. */
public class Await extends Crossing {
  private static final int VALUES = 10_000;

  @Param("false")
  public boolean async;

  @Benchmark
  @OperationsPerInvocation(VALUES)
  public long value() throws Exception {
    return crossed(VALUES, (style, by) -> style.await(by, VALUES, async));
  }
}
