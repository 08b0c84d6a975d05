package dev.towpath.benchmarks.seeing;

import dev.towpath.benchmarks.rivals.Rivals;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What the counters of a channel cost. They cannot be switched off, so a model is measured: a ring
 * under a lock of one word, as the channel's, with its two counters and without.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Counted {
  static final String WITHOUT = "uncounted";

  private static final VarHandle LOCKED;

  static {
    try {
      LOCKED = MethodHandles.lookup().findVarHandle(Counted.class, "locked", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @Param(Rivals.OURS)
  public String rival;

  private boolean counted;
  private final Object[] ring = new Object[16];
  private volatile boolean locked;
  private int head;
  private int size;
  private long sent;
  private long received;

  @Setup
  public void choose() {
    counted = !rival.equals(WITHOUT);
  }

  @TearDown
  public void check() {
    if (sent != received || counted == (sent == 0)) {
      throw new IllegalStateException("miscounted: " + sent + " sent, " + received + " received");
    }
  }

  @Benchmark
  public Object pair() {
    put(this);
    return take();
  }

  private void put(Object value) {
    lock();
    ring[head + size++ & 15] = value;
    if (counted) {
      sent++;
    }
    LOCKED.setRelease(this, false);
  }

  private Object take() {
    lock();
    Object value = ring[head];
    ring[head] = null;
    head = head + 1 & 15;
    size--;
    if (counted) {
      received++;
    }
    LOCKED.setRelease(this, false);
    return value;
  }

  private void lock() {
    while (!LOCKED.compareAndSet(this, false, true)) {
      Thread.onSpinWait();
    }
  }
}
