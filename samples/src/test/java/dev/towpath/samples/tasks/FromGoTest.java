package dev.towpath.samples.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.channel.Channel;
import dev.towpath.channel.Deadline;
import dev.towpath.channel.Receiver;
import dev.towpath.channel.TryReceive;
import dev.towpath.scope.BoundedExecutor;
import dev.towpath.scope.Scope;
import dev.towpath.scope.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FromGoTest {
  private static final Deadline LONG = Deadline.in(Duration.ofMinutes(5));

  @Test
  void aWaitGroupWaitsForAll() throws Exception {
    AtomicInteger done = new AtomicInteger();

    FromGo.waitGroup(Collections.nCopies(100, done::incrementAndGet));

    assertThat(done).hasValue(100);
  }

  @Test
  void anErrGroupStopsTheOthersAtTheFirstFailure() {
    RuntimeException failure = new IllegalStateException("no tea");
    Callable<?> endless = () -> Channel.never().receiver().receive();

    assertThatThrownBy(() ->
            FromGo.errGroup(
                List.of(
                    endless,
                    () -> {
                      throw failure;
                    })))
        .isSameAs(failure);
  }

  @Test
  void aLimitHoldsAndAllAreDone() throws Exception {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<Callable<Integer>> parts = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      int part = i;
      parts.add(() -> {
        most.accumulateAndGet(running.incrementAndGet(), Math::max);
        Thread.yield();
        running.decrementAndGet();
        return part;
      });
    }

    List<Future<Integer>> results = FromGo.atMost(3, parts);
    FromGo.setLimit(3, List.copyOf(parts));

    assertThat(results).hasSize(100);
    assertThat(results.get(99).get()).isEqualTo(99);
    assertThat(most.get()).isBetween(1, 3);
  }

  @Test
  void aCancelEndsASelect() throws Exception {
    Channel<String> values = Channel.buffered(1);
    values.sender().send("tea");
    try (Scope context = Scope.open()) {
      Task<Optional<String>> value =
          context.fork(() -> FromGo.withCancel(values.receiver(), context));
      context.join();
      assertThat(value.get()).contains("tea");

      CompletableFuture<Optional<String>> cancelled = new CompletableFuture<>();
      Thread waiting =
          Thread.startVirtualThread(() -> {
            try {
              cancelled.complete(FromGo.withCancel(values.receiver(), context));
            } catch (InterruptedException e) {
              cancelled.completeExceptionally(e);
            }
          });
      while (waiting.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      context.cancel();

      assertThat(cancelled.get()).isEmpty();
    }
  }

  @Test
  void tryGoDoesNotWait() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    try (BoundedExecutor group = FromGo.tryGo(1)) {
      group.submit(() -> {
        release.await();
        return null;
      });

      assertThatThrownBy(() -> group.submit(() -> 1))
          .isInstanceOf(RejectedExecutionException.class);
      release.countDown();
    }
  }

  @Test
  void aLimitIsHandedDownAndOnlyGetsShorter() throws Exception {
    Channel<String> answers = Channel.buffered(1);

    TryReceive<String> late = FromGo.withTimeout(answers.receiver(), Deadline.in(Duration.ZERO));
    answers.sender().send("tea");
    TryReceive<String> inTime = FromGo.withTimeout(answers.receiver(), LONG);

    assertThat(late).isEqualTo(new TryReceive.Empty<>());
    assertThat(inTime).isEqualTo(new TryReceive.Value<>("tea"));
  }

  @Test
  void aWeightedSemaphoreLetsInWhatFits() throws Exception {
    Semaphore memory = new Semaphore(10);

    int inside = FromGo.weighted(memory, 7, LONG, memory::availablePermits);

    assertThat(inside).isEqualTo(3);
    assertThat(memory.availablePermits()).isEqualTo(10);
    assertThatThrownBy(() -> FromGo.weighted(memory, 11, Deadline.in(Duration.ZERO), () -> 1))
        .isInstanceOf(TimeoutException.class);
  }

  @Test
  void aRateGivesABurstAfterAPauseAndThenOneByOne() throws Exception {
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    try {
      Receiver<Long> permits = FromGo.rate(timer, Duration.ofMillis(1), 3);
      while (permits.counts().buffered() < 3 || permits.counts().undelivered() < 2) {
        Thread.onSpinWait(); // a pause: more than fit were made
      }

      List<Long> burst = new ArrayList<>();
      permits.drainTo(burst, 10);
      long next = permits.receive();

      assertThat(burst).hasSizeGreaterThanOrEqualTo(3).isSorted();
      assertThat(next).isGreaterThan(burst.get(2));
      assertThat(FromGo.ticker(timer, Duration.ofMillis(1)).receive()).isPositive();
    } finally {
      timer.shutdownNow();
    }
  }

  @Test
  void oneFlightAnswersAll() throws Exception {
    Map<String, CompletableFuture<String>> flights = new ConcurrentHashMap<>();
    AtomicInteger lookUps = new AtomicInteger();
    Channel<String> answer = Channel.rendezvous();
    Callable<String> lookUp =
        () -> {
          lookUps.incrementAndGet();
          return answer.receiver().receive();
        };
    List<FutureTask<String>> asking = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      FutureTask<String> task = new FutureTask<>(() -> FromGo.once(flights, "tea", lookUp, LONG));
      asking.add(task);
      Thread thread = Thread.startVirtualThread(task);
      while (thread.getState() != Thread.State.TIMED_WAITING) {
        Thread.onSpinWait();
      }
    }

    answer.sender().send("3");

    for (FutureTask<String> task : asking) {
      assertThat(task.get()).isEqualTo("3");
    }
    assertThat(lookUps).hasValue(1);
    assertThat(flights).isEmpty();
  }

  @Test
  void whatWasBorrowedComesBackAlsoAfterAFailure() throws Exception {
    Channel<String> pool = Channel.buffered(2);
    pool.sender().send("connection");

    assertThatThrownBy(() ->
            FromGo.borrowed(
                pool,
                connection -> {
                  throw new IllegalStateException(connection);
                }))
        .hasMessage("connection");

    assertThat(FromGo.<String, Integer>borrowed(pool, String::length)).isEqualTo(10);
    assertThat(pool.size()).isEqualTo(1);
  }
}
