package dev.towpath.benchmarks.channels;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** A prime of the first thousand, by a thousand threads in a chain. */
public class Sieve extends Scenario {
  private static final int PRIMES = 1_000;
  private static final int LAST_PRIME = 7_919;
  private static final long SUM = 3_682_913;

  @Param("0")
  public int capacity;

  @Benchmark
  @OperationsPerInvocation(PRIMES)
  public long prime() throws Exception {
    long sum = subject.sieve(capacity, LAST_PRIME);
    if (sum != SUM) {
      throw new IllegalStateException("not the primes: their sum is " + SUM + ", not " + sum);
    }
    return sum;
  }
}
