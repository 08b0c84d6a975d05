package dev.towpath.benchmarks.tasks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What the benchmarks share: a pool that lives as long as the measurement. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public abstract class Crew {
  static final int WAITING = 1024;

  @Param(Pools.OURS)
  public String rival;

  @Param("8")
  public int running;

  Pool pool;

  @Setup
  public void make() {
    pool = Pools.named(rival, running, WAITING);
  }

  @TearDown
  public void end() {
    pool.close();
  }
}
