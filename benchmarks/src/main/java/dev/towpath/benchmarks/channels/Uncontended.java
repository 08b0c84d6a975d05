package dev.towpath.benchmarks.channels;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** A send and a receive by one thread that has the channel to itself. */
public class Uncontended extends Scenario {
  private static final int CAPACITY = 16;
  private static final int PAIRS = 1_000_000;

  @Benchmark
  @OperationsPerInvocation(PAIRS)
  public long pair() throws Exception {
    return checked(subject.uncontended(CAPACITY, PAIRS), 1, PAIRS);
  }
}
