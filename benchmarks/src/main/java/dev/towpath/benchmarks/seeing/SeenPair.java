package dev.towpath.benchmarks.seeing;

import dev.towpath.channel.Channel;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** A send and a receive by one thread, which waits for nobody. */
public class SeenPair extends Seen {
  private static final int PAIRS = 1_000_000;

  @Benchmark
  @OperationsPerInvocation(PAIRS)
  public long pair() throws Exception {
    Channel<Integer> orders = channel("orders", 16);
    long sum = 0;
    for (int i = 0; i < PAIRS; i++) {
      orders.sender().send(i & 63);
      sum += orders.receiver().receive();
    }
    if (sum != PAIRS / 64 * (63L * 64 / 2)) {
      throw new IllegalStateException("values lost or doubled: sum " + sum);
    }
    return sum;
  }
}
