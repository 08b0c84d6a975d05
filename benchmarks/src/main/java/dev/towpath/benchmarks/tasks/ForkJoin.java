package dev.towpath.benchmarks.tasks;

import dev.towpath.benchmarks.rivals.Rivals;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One task forked, joined and asked for its result, in scopes of some. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(jvmArgsPrepend = "--enable-preview") // for StructuredTaskScope
public class ForkJoin {
  private static final int TASKS = 20_000;

  @Param(Rivals.OURS)
  public String rival;

  @Param("2")
  public int tasks;

  private Forks forks;

  @Setup
  public void choose() {
    forks = Forks.named(rival);
  }

  @Benchmark
  @OperationsPerInvocation(TASKS)
  public long task() throws Throwable {
    long sum = 0;
    for (int i = 0; i < TASKS / tasks; i++) {
      sum += forks.sumOf(tasks);
    }
    long expected = (long) TASKS / tasks * (tasks * (tasks - 1) / 2);
    if (sum != expected) {
      throw new IllegalStateException("results lost: sum " + sum + ", not " + expected);
    }
    return sum;
  }
}
