package dev.towpath.benchmarks.channels;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** One value received by a select over rendezvous channels that all have a sender. */
public class SelectReceive extends Scenario {
  private static final int MESSAGES = 64 * 1600;

  @Param("2")
  public int channels;

  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public long message() throws Exception {
    return checked(subject.select(channels, MESSAGES), channels, MESSAGES / channels);
  }
}
