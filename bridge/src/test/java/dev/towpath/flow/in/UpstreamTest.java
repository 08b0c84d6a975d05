package dev.towpath.flow.in;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;

class UpstreamTest {
  private static final Consumer<Throwable> UNEXPECTED =
      broken -> {
        throw new AssertionError(broken);
      };

  /** Remembers the calls; not thread-safe, and says so. */
  private static final class Calls implements Flow.Subscription {
    private final List<Long> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger cancels = new AtomicInteger();
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger overlaps = new AtomicInteger();
    private LongConsumer whenRequested = count -> {};

    @Override
    public void request(long count) {
      if (inside.getAndIncrement() != 0) {
        overlaps.incrementAndGet();
      }
      requests.add(count);
      whenRequested.accept(count);
      inside.decrementAndGet();
    }

    @Override
    public void cancel() {
      if (inside.getAndIncrement() != 0) {
        overlaps.incrementAndGet();
      }
      cancels.incrementAndGet();
      inside.decrementAndGet();
    }
  }

  private final Calls calls = new Calls();

  @Test
  void nothingIsRequestedBeforeTheSubscriptionArrives() {
    Upstream upstream = new Upstream(4);
    upstream.taken(3);

    upstream.arrive(calls, UNEXPECTED);

    assertThat(calls.requests).containsExactly(7L);
    assertThat(upstream.requested()).isEqualTo(7);
  }

  @Test
  void requestMadeInsideARequestDoesNotRecurse() {
    Upstream upstream = new Upstream(1);
    AtomicInteger depth = new AtomicInteger();
    List<Integer> depths = new ArrayList<>();
    calls.whenRequested =
        count -> {
          depths.add(depth.incrementAndGet());
          if (depths.size() < 1_000) {
            upstream.taken(1);
          }
          depth.decrementAndGet();
        };

    upstream.arrive(calls, UNEXPECTED);

    assertThat(depths).hasSize(1_000).containsOnly(1);
    assertThat(calls.overlaps).hasValue(0);
  }

  @Test
  void takenPlacesAreRequestedOnceEach() throws InterruptedException {
    Upstream upstream = new Upstream(8);
    upstream.arrive(calls, UNEXPECTED);
    List<Thread> takers = new ArrayList<>();
    for (int taker = 0; taker < 8; taker++) {
      takers.add(
          Thread.startVirtualThread(() -> {
            for (int i = 0; i < 6_000; i++) {
              upstream.taken(1);
            }
          }));
    }
    for (Thread taker : takers) {
      taker.join();
    }

    long requested = calls.requests.stream().mapToLong(Long::longValue).sum();

    assertThat(requested).isEqualTo(upstream.requested()).isBetween(48_000L + 8 - 5, 48_000L + 8);
    assertThat(calls.overlaps).hasValue(0);
  }

  @Test
  void cancelComesOnceAndLast() throws InterruptedException {
    for (int round = 0; round < 2_000; round++) {
      Calls racing = new Calls();
      Upstream upstream = new Upstream(1);
      List<Thread> threads =
          List.of(
              Thread.startVirtualThread(() -> upstream.arrive(racing, UNEXPECTED)),
              Thread.startVirtualThread(() -> upstream.taken(1)),
              Thread.startVirtualThread(upstream::cancel),
              Thread.startVirtualThread(upstream::cancel));
      for (Thread thread : threads) {
        thread.join();
      }

      assertThat(racing.cancels).hasValue(1);
      assertThat(racing.overlaps).hasValue(0);
    }
  }

  @Test
  void endAndCancelExcludeEachOther() {
    Upstream ended = new Upstream(1);
    ended.arrive(calls, UNEXPECTED);
    Upstream cancelled = new Upstream(1);

    assertThat(ended.end()).isTrue();
    assertThat(ended.cancel()).isFalse();
    assertThat(calls.cancels).hasValue(0);
    assertThat(cancelled.cancel()).isTrue();
    assertThat(cancelled.end()).isFalse();
    assertThat(cancelled.cancel()).isFalse();
  }

  @Test
  void secondSubscriptionIsCancelledWithoutARequest() {
    Upstream upstream = new Upstream(2);
    Calls second = new Calls();
    upstream.arrive(calls, UNEXPECTED);

    upstream.arrive(second, UNEXPECTED);

    assertThat(second.cancels).hasValue(1);
    assertThat(second.requests).isEmpty();
    assertThat(calls.cancels).hasValue(0);
  }

  @Test
  void subscriptionThatThrowsIsReported() {
    Upstream upstream = new Upstream(2);
    RuntimeException broken = new IllegalStateException("in request");
    List<Throwable> reported = new ArrayList<>();
    calls.whenRequested =
        count -> {
          throw broken;
        };

    upstream.arrive(calls, reported::add);

    assertThat(reported).containsExactly(broken);
  }
}
