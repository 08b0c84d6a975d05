package dev.towpath.scope;

import static java.util.concurrent.TimeUnit.DAYS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** As {@link ExecutorContractTest}: how an executor ends. */
@Timeout(60)
@ParameterizedClass
@EnumSource
class ExecutorEndContractTest {
  private final Shape shape;
  private final ExecutorService executor;
  private final CountDownLatch release = new CountDownLatch(1);
  private final AtomicInteger runs = new AtomicInteger();

  ExecutorEndContractTest(Shape shape) {
    this.shape = shape;
    this.executor = shape.make();
  }

  @AfterEach
  void endAll() {
    release.countDown();
    executor.shutdownNow();
    executor.close();
  }

  @Test
  void itIsOpenUntilItIsShutDown() throws Exception {
    assertThat(executor.isShutdown()).isFalse();
    assertThat(executor.isTerminated()).isFalse();
    assertThat(executor.awaitTermination(1, NANOSECONDS)).isFalse();
    assertThat(executor.awaitTermination(0, DAYS)).isFalse();
    assertThat(executor.awaitTermination(-1, DAYS)).isFalse();
  }

  @Test
  void oneThatWasNeverUsedEndsAtOnce() throws Exception {
    executor.shutdown();
    executor.shutdown();

    assertThat(executor.isShutdown()).isTrue();
    assertThat(executor.awaitTermination(Long.MAX_VALUE, DAYS)).isTrue();
    assertThat(executor.isTerminated()).isTrue();
    assertThat(executor.shutdownNow()).isEmpty();
  }

  @Test
  void afterShutdownWhatWasTakenOnStillRunsAndThenItIsTerminated() throws Exception {
    occupy();
    int waiting = shape.queues ? 10 : 0;
    for (int i = 0; i < waiting; i++) {
      executor.execute(runs::incrementAndGet);
    }

    executor.shutdown();

    assertThat(executor.isShutdown()).isTrue();
    assertThat(executor.isTerminated()).isFalse();
    var ending = Started.parked(() -> executor.awaitTermination(1, DAYS));
    var endingToo = Started.parked(() -> executor.awaitTermination(Long.MAX_VALUE, DAYS));
    release.countDown();
    assertThat(ending.get()).isTrue();
    assertThat(endingToo.get()).isTrue();
    assertThat(executor.isTerminated()).isTrue();
    assertThat(runs).hasValue(waiting);
  }

  @Test
  void allFuturesAreDoneWhenItIsTerminated() throws Exception {
    for (int round = 0; round < 50; round++) {
      try (ExecutorService other = shape.make()) {
        List<Future<?>> futures = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
          futures.add(other.submit(runs::incrementAndGet));
        }
        other.shutdown();
        assertThat(other.awaitTermination(1, DAYS)).isTrue();
        assertThat(futures).allMatch(Future::isDone);
      }
    }
  }

  @Test
  void anInterruptedAwaitTerminationThrowsAndNothingElseHappens() throws Exception {
    occupy();
    executor.shutdown();
    var ending = Started.parked(() -> executor.awaitTermination(1, DAYS));

    ending.interrupt();

    assertThatThrownBy(ending::get).isInstanceOf(InterruptedException.class);
    assertThat(executor.isTerminated()).isFalse();
  }

  @Test
  void shutdownNowInterruptsWhatRunsAndGivesBackWhatWaits() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<String> ended = new CompletableFuture<>();
    executor.execute(() -> {
      try {
        ExecutorContractTest.untilInterrupted(begun, ended);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
    begun.await();

    List<Runnable> waiting = executor.shutdownNow();

    assertThat(ended.get()).isEqualTo("interrupted");
    assertThat(waiting).isEmpty();
    assertThat(executor.isShutdown()).isTrue();
    assertThat(executor.awaitTermination(1, DAYS)).isTrue();
    assertThat(executor.shutdownNow()).isEmpty();
  }

  @Test
  void whatShutdownNowGivesBackHasNotRunButStillCan() throws Exception {
    assumeTrue(shape.queues);
    occupy();
    Runnable task = runs::incrementAndGet;
    executor.execute(task);
    Future<Integer> future = executor.submit(runs::incrementAndGet);

    List<Runnable> waiting = executor.shutdownNow();

    assertThat(waiting).hasSize(2).startsWith(task);
    assertThat(executor.awaitTermination(1, DAYS)).isTrue();
    assertThat(runs).hasValue(0);
    assertThat(future.isDone()).isFalse();
    waiting.get(1).run();
    assertThat(future.get()).isEqualTo(1);
  }

  @Test
  void closeWaitsForAllTasks() throws Exception {
    occupy();
    if (shape.queues) {
      executor.execute(runs::incrementAndGet);
    }
    var closing =
        Started.parked(() -> {
          executor.close();
          return executor.isTerminated();
        });

    release.countDown();

    assertThat(closing.get()).isTrue();
    assertThat(closing.wasInterruptedAtEnd()).isFalse();
    assertThat(runs).hasValue(shape.queues ? 1 : 0);
    executor.close();
  }

  @Test
  void anInterruptedCloseInterruptsTheTasksStillWaitsAndKeepsTheFlag() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<String> interrupted = new CompletableFuture<>();
    executor.execute(() -> {
      begun.countDown();
      awaitReleaseStubbornly(interrupted);
      runs.incrementAndGet();
    });
    begun.await();
    var closing =
        Started.parked(() -> {
          executor.close();
          return runs.get();
        });

    closing.interrupt();

    assertThat(interrupted.get()).isEqualTo("interrupted");
    assertThat(closing.isDone()).isFalse();
    release.countDown();
    assertThat(closing.get()).isEqualTo(1);
    assertThat(closing.wasInterruptedAtEnd()).isTrue();
  }

  @Test
  void closeOfACallerThatIsInterruptedAlreadyDoesTheSame() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<String> ended = new CompletableFuture<>();
    Future<?> future = executor.submit(() -> ExecutorContractTest.untilInterrupted(begun, ended));
    begun.await();

    var closing =
        Started.start(() -> {
          Thread.currentThread().interrupt();
          executor.close();
          return future.isDone();
        });

    assertThat(closing.get()).isTrue();
    assertThat(closing.wasInterruptedAtEnd()).isTrue();
  }

  /** Has as many tasks run as may, or three, until they are released. */
  private void occupy() throws InterruptedException {
    int count = Math.min(shape.running, 3);
    CountDownLatch begun = new CountDownLatch(count);
    for (int i = 0; i < count; i++) {
      executor.execute(() -> {
        begun.countDown();
        try {
          release.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      });
    }
    begun.await();
  }

  private void awaitReleaseStubbornly(CompletableFuture<String> interrupted) {
    while (release.getCount() > 0) {
      try {
        release.await();
      } catch (InterruptedException e) {
        interrupted.complete("interrupted"); // and goes on: that is what the test is about
      }
    }
  }
}
