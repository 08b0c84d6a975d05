package dev.towpath.benchmarks.bridges;

import dev.towpath.channel.Producer;
import dev.towpath.channel.Receiver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** What the styles share: loops that sum up, and values that come from several threads. */
final class Sums {
  private Sums() {}

  static long of(Iterable<Integer> values) {
    long sum = 0;
    for (int value : values) {
      sum += value;
    }
    return sum;
  }

  static long of(Receiver<Integer> opened) {
    try (Receiver<Integer> values = opened) {
      return of((Iterable<Integer>) values);
    }
  }

  /** Sends {@code 0 .. count - 1}. */
  static Producer<Integer> producer(int count) {
    return out -> {
      for (int i = 0; i < count; i++) {
        out.send(i);
      }
    };
  }

  /** Values of 1 that arrive from any threads. */
  static final class Countdown {
    private final AtomicInteger missing;
    private final CompletableFuture<Long> all = new CompletableFuture<>();
    private final int count;

    Countdown(int count) {
      this.count = count;
      this.missing = new AtomicInteger(count);
    }

    void arrived(int one) {
      if (missing.addAndGet(-one) == 0) {
        all.complete((long) count);
      }
    }

    void failed(Throwable failure) {
      all.completeExceptionally(failure);
    }

    long sum() throws Exception {
      return all.get();
    }
  }
}
