package dev.towpath.benchmarks.bridges;

import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One element of a reactive stream, read by a loop on a virtual thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StreamToLoop {
  private static final int ELEMENTS = 1_000_000;

  @Param(Reader.OURS)
  public String rival;

  @Param("false")
  public boolean async;

  @Benchmark
  @OperationsPerInvocation(ELEMENTS)
  public long element() throws Exception {
    FutureTask<Long> reading = new FutureTask<>(() -> Reader.named(rival).read(ELEMENTS, async));
    Thread.startVirtualThread(reading);
    long sum = reading.get();
    long expected = (ELEMENTS - 1L) * ELEMENTS / 2;
    if (sum != expected) {
      throw new IllegalStateException("elements lost or doubled: sum " + sum);
    }
    return sum;
  }
}
