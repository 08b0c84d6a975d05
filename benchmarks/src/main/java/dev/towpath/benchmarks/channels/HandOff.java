package dev.towpath.benchmarks.channels;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** One value from a sender to a receiver. */
public class HandOff extends Scenario {
  private static final int MESSAGES = 200_000;

  @Param("0")
  public int capacity;

  @Param("1")
  public int senders;

  @Param("1")
  public int receivers;

  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public long message() throws Exception {
    long sum = subject.handOff(capacity, senders, receivers, MESSAGES);
    return checked(sum, senders, MESSAGES / senders);
  }
}
