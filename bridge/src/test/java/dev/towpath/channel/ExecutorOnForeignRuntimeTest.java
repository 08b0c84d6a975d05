package dev.towpath.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.scope.BoundedExecutor;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The waits of a {@link BoundedExecutor} leave a foreign runtime free: C5, as channels do. */
@Timeout(60)
class ExecutorOnForeignRuntimeTest {
  private final Loop loop = new Loop();
  private final CountDownLatch release = new CountDownLatch(1);
  private final CountDownLatch busy = new CountDownLatch(1);

  @AfterEach
  void closeLoop() throws InterruptedException {
    release.countDown();
    busy.countDown(); // a test that failed may have left the loop busy
    loop.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aSubmitterIsWokenByATaskOfTheSameLoop(boolean fair) throws Exception {
    try (BoundedExecutor executor = occupied(fair)) {
      var submitting = loop.start(() -> executor.submit(() -> "tea"));
      loop.awaitSuspended(1);

      loop.execute(release::countDown);

      assertThat(submitting.get().get()).isEqualTo("tea");
    }
  }

  @Test
  void waitsForTasksAreEndedByATaskOfTheSameLoop() throws Exception {
    BoundedExecutor executor = BoundedExecutor.of(1, 0);
    Future<String> future =
        executor.submit(() -> {
          release.await();
          return "tea";
        });

    var getting = loop.start(() -> future.get());
    var ending = loop.start(() -> executor.awaitTermination(1, TimeUnit.DAYS));
    var closing =
        loop.start(() -> {
          executor.close();
          return executor.isTerminated();
        });
    loop.awaitSuspended(3);
    loop.execute(release::countDown);

    assertThat(getting.get()).isEqualTo("tea");
    assertThat(ending.get()).isTrue();
    assertThat(closing.get()).isTrue();
  }

  @Test
  void aFreePlaceBelongsToWhoWaitsForItThoughHeIsSlowToWakeUp() throws Exception {
    try (BoundedExecutor executor = occupied(true)) {
      var slow = loop.start(() -> executor.submit(() -> busy.await(1, TimeUnit.DAYS)));
      keepBusyOnceSuspended();

      release.countDown();

      while (executor.counts().submitting() > 0) {
        Thread.onSpinWait(); // the slow one's task has the place by then
      }
      int running = executor.counts().running();
      boolean isSlow = !slow.isDone();
      busy.countDown();
      assertThat(running).isEqualTo(1);
      assertThat(isSlow).isTrue();
      assertThat(slow.get().get()).isTrue();
    }
  }

  @Test
  void anUnfairExecutorGivesAFreePlaceToWhoComesFirst() throws Exception {
    try (BoundedExecutor executor = occupied(false)) {
      var slow = loop.start(() -> executor.submit(() -> "slow"));
      keepBusyOnceSuspended();

      release.countDown();
      while (executor.counts().running() > 0) {
        Thread.onSpinWait(); // who comes before the place is free waits behind the slow one
      }
      Future<String> quick = executor.submit(() -> "quick");

      String result = quick.get();
      boolean isSlow = !slow.isDone();
      busy.countDown();
      assertThat(result).isEqualTo("quick");
      assertThat(isSlow).isTrue();
      assertThat(slow.get().get()).isEqualTo("slow");
    }
  }

  private BoundedExecutor occupied(boolean fair) {
    BoundedExecutor executor = BoundedExecutor.builder(1, 0).fair(fair).build();
    executor.submit(() -> {
      release.await();
      return null;
    });
    return executor;
  }

  /** Nobody of the loop can run from now on until the latch is open. */
  private void keepBusyOnceSuspended() throws InterruptedException {
    CountDownLatch isBusy = new CountDownLatch(1);
    loop.awaitSuspended(1);
    loop.execute(() -> {
      isBusy.countDown();
      try {
        busy.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
    isBusy.await();
  }
}
