package dev.towpath.benchmarks.channels;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** One hop of a value on its way round a ring of threads. */
public class Ring extends Scenario {
  private static final int THREADS = 1_000;
  private static final int LAPS = 100;

  @Benchmark
  @OperationsPerInvocation(THREADS * LAPS)
  public long hop() throws Exception {
    return checked(subject.ring(THREADS, LAPS), THREADS, LAPS);
  }
}
