package dev.towpath.samples.guide.s05;

import dev.towpath.channel.Deadline;
import dev.towpath.reactor.ReactorBridge;
import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.Customers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import reactor.core.publisher.Mono;

/** The call itself; the limit has a name of its own, and its callers may still have a Mono. */
public final class PlainStyle implements Style<Integer, String> {
  private final Customers customers;
  private final Semaphore limit;

  public PlainStyle(Customers customers, Semaphore limit) {
    this.customers = customers;
    this.limit = limit;
  }

  // @start region="style"
  String nickname(int id, Deadline deadline) throws Exception {
    long left = deadline.remaining().toNanos();
    if (!limit.tryAcquire(left, TimeUnit.NANOSECONDS)) { // four permits
      throw new TimeoutException("customer " + id);
    }
    try {
      return customers.nickname(id, deadline);
    } finally {
      limit.release();
    }
  }

  /** For callers that are not migrated yet. */
  Mono<String> nicknameLater(int id, Duration limit) {
    return ReactorBridge.call(() -> nickname(id, Deadline.in(limit)));
  }

  // @end

  @Override
  public CompletableFuture<String> start(Integer id, Duration limit) {
    return nicknameLater(id, limit).toFuture();
  }
}
