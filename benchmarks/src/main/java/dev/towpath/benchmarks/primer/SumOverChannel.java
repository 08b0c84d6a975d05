package dev.towpath.benchmarks.primer;

import dev.towpath.benchmarks.rivals.Rivals;
import dev.towpath.channel.Channel;
import dev.towpath.scope.Scope;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.State;

/** A sum of numbers, each of which is sent to who adds them up: one by one, or many in a send. */
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SumOverChannel {
  private static final int NUMBERS = 1_000_000;
  private static final int CAPACITY = 64;

  @Param(Rivals.OURS)
  public String rival;

  /** How many numbers a send has; 0 for no channel at all. */
  @Param("1")
  public int batch;

  @Benchmark
  @OperationsPerInvocation(NUMBERS)
  public long number() throws InterruptedException {
    long sum = batch == 0 ? plain() : overChannel();
    long expected = NUMBERS * (NUMBERS - 1L) / 2;
    if (sum != expected) {
      throw new IllegalStateException("numbers lost: sum " + sum + ", not " + expected);
    }
    return sum;
  }

  private static long plain() {
    long sum = 0;
    for (int i = 0; i < NUMBERS; i++) {
      sum += i;
    }
    return sum;
  }

  private long overChannel() throws InterruptedException {
    Channel<int[]> numbers = Channel.buffered(CAPACITY);
    try (Scope scope = Scope.open()) {
      scope.feed(
          numbers.sender(),
          out -> {
            for (int i = 0; i < NUMBERS; i += batch) {
              int[] some = new int[batch];
              for (int j = 0; j < batch; j++) {
                some[j] = i + j;
              }
              out.send(some);
            }
          });
      long sum = 0;
      for (int[] some : numbers.receiver()) {
        for (int number : some) {
          sum += number;
        }
      }
      return sum;
    }
  }
}
