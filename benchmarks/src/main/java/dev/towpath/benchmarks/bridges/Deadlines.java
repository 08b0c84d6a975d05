package dev.towpath.benchmarks.bridges;

import dev.towpath.channel.Channel;
import dev.towpath.jdk.FutureBridge;
import dev.towpath.reactor.ReactorBridge;
import dev.towpath.rxjava3.RxBridge;
import io.reactivex.rxjava3.core.Single;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.HdrHistogram.Histogram;
import reactor.core.publisher.Mono;

/**
 * How long after its time limit a wait for what never comes has let go of it: its source is
 * cancelled, where it has one that it owns, and its thread goes on.
 */
public final class Deadlines {
  private static final Duration LIMIT = Duration.ofMillis(2);
  private static final long HIGHEST = TimeUnit.SECONDS.toNanos(10);
  private static final int WARM_UP = 200;

  private final int waits;
  private volatile long cancelled;

  /**
   * @param waits how many of each kind
   */
  public Deadlines(int waits) {
    this.waits = waits;
  }

  private interface Wait {
    void await(Duration limit) throws Exception;
  }

  /** Measures all kinds; a line for each. */
  public List<String> report() throws Exception {
    List<String> lines = new ArrayList<>();
    lines.add("from time limit to release, us, " + waits + " waits of each, one after the other");
    Mono<Integer> mono = Mono.<Integer>never().doOnCancel(this::released);
    lines.add(line("await Mono", true, limit -> ReactorBridge.await(mono, limit)));
    Single<Integer> single = Single.<Integer>never().doOnDispose(this::released);
    lines.add(line("await Single", true, limit -> RxBridge.await(single, limit)));
    CompletableFuture<Integer> future = new CompletableFuture<>();
    lines.add(line("await CompletableFuture", false, limit -> FutureBridge.await(future, limit)));
    lines.add(line("get CompletableFuture", false, limit -> future.get(2, TimeUnit.MILLISECONDS)));
    Channel<Integer> channel = Channel.rendezvous();
    lines.add(line("receive", false, limit -> channel.receiver().receive(limit)));
    return lines;
  }

  private void released() {
    cancelled = System.nanoTime();
  }

  private String line(String name, boolean owned, Wait wait) throws Exception {
    FutureTask<Histogram> measuring = new FutureTask<>(() -> measure(owned, wait));
    Thread.startVirtualThread(measuring);
    Histogram nanos = measuring.get();
    return String.format(
        Locale.ROOT,
        "  %-24s p50 %8d  p99 %8d  max %9d",
        name,
        TimeUnit.NANOSECONDS.toMicros(nanos.getValueAtPercentile(50)),
        TimeUnit.NANOSECONDS.toMicros(nanos.getValueAtPercentile(99)),
        TimeUnit.NANOSECONDS.toMicros(nanos.getMaxValue()));
  }

  private Histogram measure(boolean owned, Wait wait) throws Exception {
    Histogram nanos = new Histogram(HIGHEST, 3);
    for (int i = -WARM_UP; i < waits; i++) {
      cancelled = 0;
      long deadline = System.nanoTime() + LIMIT.toNanos();
      try {
        wait.await(LIMIT);
      } catch (TimeoutException e) {
        // as it should be
      }
      long released = System.nanoTime();
      if (owned && cancelled == 0) {
        throw new IllegalStateException("time limit over and the source is not cancelled");
      }
      if (i >= 0) {
        nanos.recordValue(Math.max(0, Math.max(released, cancelled) - deadline));
      }
    }
    return nanos;
  }
}
