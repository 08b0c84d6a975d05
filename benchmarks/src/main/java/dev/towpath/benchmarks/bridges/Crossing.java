package dev.towpath.benchmarks.bridges;

import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What the four benchmarks share: which library and by what, and a virtual thread to work on. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public abstract class Crossing {
  @Param(Styles.REACTOR)
  public String style;

  @Param("ours")
  public String rival;

  private Style crossed;

  /** Makes what the library needs. */
  @Setup
  public void open() {
    crossed = Styles.named(style);
  }

  /** Lets the JVM end. */
  @TearDown
  public void close() throws Exception {
    crossed.close();
  }

  /** One run of a verb. */
  interface Verb {
    long run(Style style, Way by) throws Exception;
  }

  /** Runs it and makes sure that all values have crossed. */
  final long crossed(long expected, Verb verb) throws Exception {
    FutureTask<Long> run = new FutureTask<>(() -> verb.run(crossed, Way.labelled(rival)));
    Thread.startVirtualThread(run);
    long sum = run.get();
    if (sum != expected) {
      throw new IllegalStateException("values lost or doubled: sum " + sum);
    }
    return sum;
  }

  /** The sum of {@code 0 .. count - 1}. */
  static long sumBelow(int count) {
    return (count - 1L) * count / 2;
  }
}
