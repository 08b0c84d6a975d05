package dev.towpath.benchmarks.primer;

import dev.towpath.benchmarks.rivals.Rivals;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Two threads, each with a counter of its own: in one cache line, or apart. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FalseSharing {
  private static final int COUNTS = 2_000_000;
  private static final int SIZE = 64;
  private static final int FIRST = 16; // away from the header of the array

  @Param(Rivals.OURS)
  public String rival;

  /** How many numbers of eight bytes one counter is away from the other. */
  @Param("1")
  public int distance;

  @Benchmark
  @OperationsPerInvocation(COUNTS)
  public long count() throws InterruptedException {
    AtomicLongArray counters = new AtomicLongArray(SIZE);
    Thread other = Thread.ofPlatform().start(() -> countUp(counters, FIRST + distance));
    countUp(counters, FIRST);
    other.join();
    long sum = counters.get(FIRST) + counters.get(FIRST + distance);
    if (sum != 2L * COUNTS) {
      throw new IllegalStateException("counts lost: " + sum);
    }
    return sum;
  }

  private static void countUp(AtomicLongArray counters, int index) {
    for (int i = 0; i < COUNTS; i++) {
      counters.incrementAndGet(index);
    }
  }
}
