package dev.towpath.benchmarks.seeing;

import dev.towpath.channel.Channel;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What the benchmarks share: somebody looks, in the way that stands where a rival would. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public abstract class Seen {
  @Param(Look.NOBODY)
  public String rival;

  private AutoCloseable look;

  @Setup
  public void begin() throws Exception {
    look = Look.begin(rival);
  }

  @TearDown
  public void end() throws Exception {
    look.close();
  }

  Channel<Integer> channel(String name, int capacity) {
    Channel.Builder<Integer> builder = Channel.<Integer>builder().capacity(capacity);
    return rival.equals(Look.UNNAMED) ? builder.build() : builder.name(name).build();
  }
}
