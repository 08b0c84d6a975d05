package dev.towpath.benchmarks.channels;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** A value to another thread and back, over two rendezvous channels. */
public class PingPong extends Scenario {
  private static final int ROUNDS = 100_000;

  @Benchmark
  @OperationsPerInvocation(ROUNDS)
  public long round() throws Exception {
    return checked(subject.pingPong(ROUNDS), 1, ROUNDS);
  }
}
