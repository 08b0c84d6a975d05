package dev.towpath.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.scope.BoundedExecutor.WhenFull;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A submit when as many tasks wait as may. */
@Timeout(60)
class BoundedExecutorFullTest {
  private final CountDownLatch release = new CountDownLatch(1);
  private final List<BoundedExecutor> executors = new ArrayList<>();
  private final List<String> ran = new CopyOnWriteArrayList<>();
  private final List<Runnable> discarded = new CopyOnWriteArrayList<>();

  @AfterEach
  void endAll() {
    release.countDown();
    executors.forEach(BoundedExecutor::shutdownNow);
    executors.forEach(BoundedExecutor::close);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void aSubmitWaitsForRoomAndOvertakesNobody(int waiting) throws Exception {
    BoundedExecutor executor = full(BoundedExecutor.builder(1, waiting));
    List<Started<Boolean>> submitting = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      submitting.add(Started.parked(submit(executor, "outside " + i)));
    }

    release.countDown();

    for (Started<Boolean> submit : submitting) {
      assertThat(submit.get()).isTrue();
    }
    executor.close();
    assertThat(ran).hasSize(waiting + 20);
    for (int i = 0; i < 20; i++) {
      assertThat(ran.get(waiting + i)).isEqualTo("outside " + i);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void unfairSubmittersAllGetRoomInTheEnd(int waiting) throws Exception {
    BoundedExecutor executor = full(BoundedExecutor.builder(1, waiting).fair(false));
    List<Started<Boolean>> submitting = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      submitting.add(Started.parked(submit(executor, "outside")));
    }

    release.countDown();

    for (Started<Boolean> submit : submitting) {
      assertThat(submit.get()).isTrue();
    }
    executor.close();
    assertThat(ran).hasSize(waiting + 20);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aSubmitterNeedNotWaitUntilAllWhoWaitedHaveBegun(boolean fair) throws Exception {
    BoundedExecutor executor = executor(BoundedExecutor.builder(1, 2).fair(fair));
    CountDownLatch first = new CountDownLatch(1);
    executor.submit(() -> {
      first.await();
      return null;
    });
    occupy(executor);
    occupy(executor);
    var submitting = Started.parked(submit(executor, "outside"));

    first.countDown();

    assertThat(submitting.get()).isTrue();
    assertThat(executor.counts().running()).isEqualTo(1);
    assertThat(executor.counts().waiting()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aSubmitThatIsOutOfTimeIsRejected(boolean fair) {
    BoundedExecutor executor =
        full(BoundedExecutor.builder(1, 1).fair(fair).waitLimit(Duration.ofMillis(1)));

    assertThatThrownBy(() -> executor.execute(() -> ran.add("late")))
        .isExactlyInstanceOf(RejectedExecutionException.class)
        .hasMessage("no room in executor 'executor' (1 running, 1 waiting) within PT0.001S");

    assertThat(executor.counts().rejected()).isEqualTo(1);
    assertThat(executor.counts().submitting()).isZero();
    release.countDown();
    executor.close();
    assertThat(ran).containsExactly("waiting");
  }

  @Test
  void aLimitOfNothingDoesNotWait() {
    BoundedExecutor zero = full(BoundedExecutor.builder(1, 0).waitLimit(Duration.ZERO));
    BoundedExecutor negative = full(BoundedExecutor.builder(1, 0).waitLimit(Duration.ofDays(-1)));

    assertThatThrownBy(() -> zero.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
    assertThatThrownBy(() -> negative.execute(() -> {}))
        .isInstanceOf(RejectedExecutionException.class);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anInterruptedSubmitIsRejectedAndTheFlagStays(boolean fair) throws Exception {
    BoundedExecutor executor = full(BoundedExecutor.builder(1, 1).fair(fair));
    var submitting = Started.parked(submit(executor, "interrupted"));
    var next = Started.parked(submit(executor, "next"));

    submitting.interrupt();

    assertThatThrownBy(submitting::get)
        .isExactlyInstanceOf(RejectedExecutionException.class)
        .hasCauseExactlyInstanceOf(InterruptedException.class)
        .hasMessageStartingWith("interrupted while waiting for room in executor 'executor'");
    assertThat(submitting.wasInterruptedAtEnd()).isTrue();
    release.countDown();
    next.get();
    executor.close();
    assertThat(ran).containsExactly("waiting", "next");
  }

  @Test
  void anInterruptFlagDoesNotMatterWhereThereIsRoom() throws Exception {
    BoundedExecutor executor = executor(BoundedExecutor.builder(1, 1));

    var submitting =
        Started.start(() -> {
          Thread.currentThread().interrupt();
          return submit(executor, "first").call();
        });

    assertThat(submitting.get()).isTrue();
    assertThat(submitting.wasInterruptedAtEnd()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shutdownRejectsSubmittersThatWait(boolean fair) throws Exception {
    BoundedExecutor executor = full(BoundedExecutor.builder(1, 1).fair(fair));
    var first = Started.parked(submit(executor, "first"));
    var second = Started.parked(submit(executor, "second"));

    executor.shutdown();

    assertThatThrownBy(first::get)
        .isExactlyInstanceOf(RejectedExecutionException.class)
        .hasMessage("executor 'executor' (1 running, 1 waiting) is shut down");
    assertThatThrownBy(second::get).isExactlyInstanceOf(RejectedExecutionException.class);
    release.countDown();
    executor.close();
    assertThat(ran).containsExactly("waiting");
  }

  @Test
  void aTimedInvokeAllDoesNotWaitForRoomLongerThanItMay() throws Exception {
    BoundedExecutor executor = full(BoundedExecutor.builder(1, 1));

    List<Future<Integer>> futures =
        executor.invokeAll(List.of(() -> 1, () -> 2), 1, TimeUnit.MILLISECONDS);

    assertThat(futures).hasSize(2).allMatch(Future::isCancelled);
    assertThat(executor.counts().submitting()).isZero();
  }

  @Test
  void abortRejects() {
    BoundedExecutor executor = full(BoundedExecutor.builder(1, 1).whenFull(WhenFull.ABORT));

    assertThatThrownBy(() -> executor.submit(() -> ran.add("late")))
        .isExactlyInstanceOf(RejectedExecutionException.class)
        .hasMessage("executor 'executor' (1 running, 1 waiting) is full");

    assertThat(executor.counts().rejected()).isEqualTo(1);
  }

  @Test
  void callerRunsRunsItOnTheSubmittingThreadWhichIsNotInterruptedByACancel() throws Exception {
    BoundedExecutor executor = full(BoundedExecutor.builder(1, 1).whenFull(WhenFull.CALLER_RUNS));
    CompletableFuture<Thread> thread = new CompletableFuture<>();

    Future<Boolean> future = executor.submit(() -> thread.complete(Thread.currentThread()));

    assertThat(future.isDone()).isTrue();
    assertThat(future.get()).isTrue();
    assertThat(thread.get()).isEqualTo(Thread.currentThread());
    RuntimeException boom = new IllegalStateException("boom");
    assertThatThrownBy(() ->
            executor.execute(() -> {
              throw boom;
            }))
        .isSameAs(boom);
    assertThat(executor.counts().completed()).isEqualTo(2);
    assertThat(executor.counts().running()).isEqualTo(1);
  }

  @Test
  void discardOldestMakesRoomAndTellsTheOneThatWaitedLongest() throws Exception {
    BoundedExecutor executor =
        executor(
            BoundedExecutor.builder(1, 2)
                .whenFull(WhenFull.DISCARD_OLDEST)
                .onDiscarded(discarded::add));
    occupy(executor);
    Future<Boolean> oldest = executor.submit(() -> ran.add("oldest"));
    executor.execute(() -> ran.add("older"));
    var waiting = Started.parked(() -> oldest.get());

    executor.execute(() -> ran.add("newest"));

    assertThatThrownBy(waiting::get).isInstanceOf(CancellationException.class);
    assertThat(discarded).containsExactly((Runnable) oldest);
    assertThat(executor.counts().discarded()).isEqualTo(1);
    release.countDown();
    executor.close();
    assertThat(ran).containsExactly("older", "newest");
  }

  @Test
  void discardNewestTellsTheSubmitter() throws Exception {
    BoundedExecutor executor =
        full(
            BoundedExecutor.builder(1, 1)
                .whenFull(WhenFull.DISCARD_NEWEST)
                .onDiscarded(discarded::add));
    Runnable plain = () -> ran.add("plain");
    FutureTask<String> foreign = new FutureTask<>(() -> "tea");

    Future<Boolean> future = executor.submit(() -> ran.add("future"));
    executor.execute(plain);
    executor.execute(foreign);

    assertThat(future.isCancelled()).isTrue();
    assertThat(foreign.isCancelled()).isTrue();
    assertThat(discarded).containsExactly((Runnable) future, plain, foreign);
    assertThat(executor.counts().discarded()).isEqualTo(3);
    release.countDown();
    executor.close();
    assertThat(ran).containsExactly("waiting");
  }

  @Test
  void aHookThatThrowsDisturbsNobody() throws Exception {
    RuntimeException boom = new IllegalStateException("boom");
    CompletableFuture<Throwable> uncaught = new CompletableFuture<>();
    BoundedExecutor executor =
        full(
            BoundedExecutor.builder(1, 0)
                .whenFull(WhenFull.DISCARD_NEWEST)
                .onDiscarded(task -> {
                  throw boom;
                }));

    var submitting =
        Started.start(() -> {
          Thread.currentThread().setUncaughtExceptionHandler((t, e) -> uncaught.complete(e));
          return submit(executor, "discarded").call();
        });

    assertThat(submitting.get()).isTrue();
    assertThat(uncaught.get()).isSameAs(boom);
  }

  @Test
  void discardOldestNeedsSomebodyWhoWaits() {
    assertThatThrownBy(
            () -> BoundedExecutor.builder(1, 0).whenFull(WhenFull.DISCARD_OLDEST).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("DISCARD_OLDEST needs waiting >= 1: 0");
  }

  @ParameterizedTest
  @EnumSource
  void anEventLoopMaySubmitUnlessThePolicyWouldKeepIt(WhenFull policy) throws Exception {
    BoundedExecutor executor = executor(BoundedExecutor.builder(1, 1).whenFull(policy).name("tea"));
    boolean keeps = List.of(WhenFull.WAIT, WhenFull.CALLER_RUNS).contains(policy);

    var submitting = Started.onEventLoop(submit(executor, "from the loop"));

    if (keeps) { // on the first try, not only when it is full
      assertThatThrownBy(submitting::get)
          .isExactlyInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith(
              "submit to 'tea' with " + policy + " may wait, and thread 'loop-7' must not: ");
      assertThat(executor.counts().completed()).isZero();
    } else {
      assertThat(submitting.get()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"WAIT", "CALLER_RUNS"})
  void aVirtualThreadThatMustNotWaitIsRefusedOnlyWhenItIsFull(WhenFull policy) throws Exception {
    BoundedExecutor executor = executor(BoundedExecutor.builder(1, 1).whenFull(policy));
    occupy(executor);

    assertThat(Started.onVirtualEventLoop(submit(executor, "fits")).get()).isTrue();
    assertThatThrownBy(Started.onVirtualEventLoop(submit(executor, "does not"))::get)
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessageContaining("may wait, and thread 'loop-7' must not: ");

    assertThat(executor.counts().submitting()).isZero();
  }

  @Test
  void waitsForTasksAreRefusedOnAnEventLoopUnlessNothingIsLeftToWaitFor() throws Exception {
    BoundedExecutor executor = full(BoundedExecutor.builder(1, 1).name("tea"));
    BoundedExecutor other = executor(BoundedExecutor.builder(1, 1));
    occupy(other);
    Future<?> running = other.submit(() -> {});
    List<Started<?>> refused =
        Arrays.asList(
            Started.onEventLoop(() -> running.get()),
            Started.onEventLoop(() -> executor.invokeAll(List.of(() -> 1))),
            Started.onEventLoop(() -> executor.invokeAny(List.of(() -> 1))),
            Started.onEventLoop(() -> executor.awaitTermination(1, TimeUnit.DAYS)),
            Started.onEventLoop(() -> {
              executor.close();
              return 1;
            }));

    for (Started<?> wait : refused) {
      assertThatThrownBy(wait::get)
          .isExactlyInstanceOf(IllegalStateException.class)
          .hasMessageContaining(" may wait, and thread 'loop-7' must not: ");
    }
    release.countDown();
    executor.close();
    assertThat(Started.onEventLoop(() -> executor.awaitTermination(1, TimeUnit.DAYS)).get())
        .isTrue();
  }

  private BoundedExecutor executor(BoundedExecutor.Builder builder) {
    BoundedExecutor executor = builder.build();
    executors.add(executor);
    return executor;
  }

  /** One task runs until it is released, and as many wait as may. */
  private BoundedExecutor full(BoundedExecutor.Builder builder) {
    BoundedExecutor executor = executor(builder);
    occupy(executor);
    for (int i = 0; i < builder.waiting; i++) {
      executor.execute(() -> ran.add("waiting"));
    }
    return executor;
  }

  private Callable<Boolean> submit(BoundedExecutor executor, String what) {
    return () -> {
      executor.execute(() -> ran.add(what));
      return true;
    };
  }

  private void occupy(BoundedExecutor executor) {
    executor.execute(() -> {
      try {
        release.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
  }
}
