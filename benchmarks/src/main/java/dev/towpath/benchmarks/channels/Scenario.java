package dev.towpath.benchmarks.channels;

import dev.towpath.benchmarks.rivals.Rival;
import dev.towpath.benchmarks.rivals.Rivals;
import dev.towpath.benchmarks.rivals.Values;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What the benchmarks share: who is measured, and that nothing was lost or doubled. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public abstract class Scenario {
  @Param(Rivals.OURS)
  public String rival;

  Rival subject;

  @Setup
  public void choose() {
    subject = Rivals.named(rival);
  }

  static long checked(long sum, int senders, int each) {
    long expected = Values.sum(senders, each);
    if (sum != expected) {
      throw new IllegalStateException("values lost or doubled: sum " + sum + ", not " + expected);
    }
    return sum;
  }
}
