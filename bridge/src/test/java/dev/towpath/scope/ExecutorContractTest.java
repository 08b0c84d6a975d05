package dev.towpath.scope;

import static java.util.concurrent.TimeUnit.DAYS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What the documentation of {@code Executor}, {@code ExecutorService} and {@code Future} promises,
 * shown on ours and, as the control, on the JDK's own: tasks and their futures.
 */
@Timeout(60)
@ParameterizedClass
@EnumSource
class ExecutorContractTest {
  private final Shape shape;
  private final ExecutorService executor;
  private final CountDownLatch release = new CountDownLatch(1);

  ExecutorContractTest(Shape shape) {
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
  void executeRunsTheTaskOnAnotherThread() throws Exception {
    CompletableFuture<Thread> thread = new CompletableFuture<>();

    executor.execute(() -> thread.complete(Thread.currentThread()));

    assertThat(thread.get()).isNotEqualTo(Thread.currentThread());
  }

  @Test
  void asManyRunAtOnceAsMay() throws Exception {
    int count = Math.min(shape.running, 50);
    CountDownLatch begun = new CountDownLatch(count);
    AtomicInteger others = new AtomicInteger();

    for (int i = 0; i < count; i++) {
      executor.execute(() -> {
        begun.countDown();
        awaitRelease();
      });
    }
    begun.await();
    if (shape.queues) {
      executor.execute(others::incrementAndGet);
    }

    assertThat(others).hasValue(0);
  }

  @Test
  void whatWasDoneBeforeASubmitIsSeenByTheTaskAndWhatItDidAfterGet() throws Exception {
    int[] plain = {1};

    Future<?> future = executor.submit(() -> plain[0]++);
    future.get();

    assertThat(plain).containsExactly(2);
  }

  @Test
  void submitGivesAFutureOfTheResult() throws Exception {
    assertThat(executor.submit(() -> "tea").get()).isEqualTo("tea");
    assertThat(executor.submit(() -> "tea").get(1, DAYS)).isEqualTo("tea");
    assertThat(executor.submit(() -> {}).get()).isNull();
    assertThat(executor.submit(() -> {}, "tea").get()).isEqualTo("tea");
    assertThat(executor.submit(() -> (Object) null).get()).isNull();
  }

  @Test
  void aFailureComesOutOfGetAsTheCause() {
    IOException checked = new IOException("no tea");
    AssertionError error = new AssertionError("no cups");

    Future<?> failing =
        executor.submit(() -> {
          throw checked;
        });
    Future<?> broken =
        executor.submit(
            (Runnable)
                () -> {
                  throw error;
                });

    assertThatThrownBy(failing::get)
        .isExactlyInstanceOf(ExecutionException.class)
        .hasCause(checked);
    assertThatThrownBy(failing::get).cause().isSameAs(checked).hasNoSuppressedExceptions();
    assertThatThrownBy(broken::get).cause().isSameAs(error);
    assertThat(failing.state()).isEqualTo(Future.State.FAILED);
    assertThat(failing.exceptionNow()).isSameAs(checked);
    assertThatThrownBy(failing::resultNow).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whatATaskGivenToExecuteThrowsGoesToTheUncaughtHandlerAndOthersStillRun() throws Exception {
    RuntimeException boom = new IllegalStateException("boom");
    CompletableFuture<Throwable> uncaught = new CompletableFuture<>();

    executor.execute(() -> {
      Thread.currentThread().setUncaughtExceptionHandler((t, e) -> uncaught.complete(e));
      throw boom;
    });

    assertThat(uncaught.get()).isSameAs(boom);
    for (int i = 0; i < 10; i++) {
      assertThat(executor.submit(() -> "tea").get()).isEqualTo("tea");
    }
  }

  @Test
  void nullTasksAreRefused() {
    assertThatThrownBy(() -> executor.execute(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> executor.submit((Runnable) null))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> executor.submit((Callable<?>) null))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> executor.submit(null, "tea")).isInstanceOf(NullPointerException.class);
  }

  @Test
  void aFutureTellsHowFarItsTaskHasCome() throws Exception {
    Future<String> future = executor.submit(this::untilReleased);

    assertThat(future.isDone()).isFalse();
    assertThat(future.state()).isEqualTo(Future.State.RUNNING);
    assertThatThrownBy(future::resultNow).isInstanceOf(IllegalStateException.class);
    release.countDown();
    future.get();
    assertThat(future.isDone()).isTrue();
    assertThat(future.isCancelled()).isFalse();
    assertThat(future.state()).isEqualTo(Future.State.SUCCESS);
    assertThat(future.resultNow()).isEqualTo("released");
    assertThatThrownBy(future::exceptionNow).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aGetThatIsOutOfTimeChangesNothing() throws Exception {
    Future<String> future = executor.submit(this::untilReleased);

    assertThatThrownBy(() -> future.get(1, NANOSECONDS)).isInstanceOf(TimeoutException.class);
    assertThatThrownBy(() -> future.get(0, DAYS)).isInstanceOf(TimeoutException.class);
    assertThatThrownBy(() -> future.get(-1, DAYS)).isInstanceOf(TimeoutException.class);
    assertThatThrownBy(() -> future.get(1, null)).isInstanceOf(NullPointerException.class);
    release.countDown();

    assertThat(future.get(Long.MAX_VALUE, DAYS)).isEqualTo("released");
    assertThat(future.get(-1, DAYS)).isEqualTo("released");
  }

  @Test
  void anInterruptedGetThrowsAndTheTaskGoesOn() throws Exception {
    Future<String> future = executor.submit(this::untilReleased);
    var interrupted = Started.parked(() -> future.get());
    var other = Started.parked(() -> future.get());

    interrupted.interrupt();

    assertThatThrownBy(interrupted::get).isInstanceOf(InterruptedException.class);
    assertThat(interrupted.wasInterruptedAtEnd()).isFalse();
    release.countDown();
    assertThat(other.get()).isEqualTo("released");
  }

  @Test
  void everyoneWhoWaitsForATaskIsWoken() throws Exception {
    Future<String> future = executor.submit(this::untilReleased);
    List<Started<String>> waiting = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      waiting.add(Started.parked(() -> future.get()));
    }

    release.countDown();

    for (Started<String> waiter : waiting) {
      assertThat(waiter.get()).isEqualTo("released");
    }
  }

  @Test
  void aTaskCancelledBeforeItBeginsNeverRuns() throws Exception {
    assumeTrue(shape.queues);
    occupy();
    AtomicInteger runs = new AtomicInteger();
    Future<Integer> future = executor.submit(runs::incrementAndGet);
    var waiting = Started.parked(() -> future.get());

    assertThat(future.cancel(false)).isTrue();

    assertThatThrownBy(waiting::get).isInstanceOf(CancellationException.class);
    assertThatThrownBy(future::get).isInstanceOf(CancellationException.class);
    assertThat(future.isCancelled()).isTrue();
    assertThat(future.isDone()).isTrue();
    assertThat(future.state()).isEqualTo(Future.State.CANCELLED);
    release.countDown();
    executor.shutdown();
    assertThat(executor.awaitTermination(1, DAYS)).isTrue();
    assertThat(runs).hasValue(0);
  }

  @Test
  void cancelInterruptsARunningTaskWhenItIsTo() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<String> ended = new CompletableFuture<>();
    Future<?> future = executor.submit(() -> untilInterrupted(begun, ended));
    begun.await();

    assertThat(future.cancel(true)).isTrue();

    assertThat(ended.get()).isEqualTo("interrupted");
    assertThatThrownBy(future::get).isInstanceOf(CancellationException.class);
  }

  @Test
  void cancelWithoutInterruptLetsTheTaskGoOnButNobodyWaitsForIt() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    Future<?> future =
        executor.submit(() -> {
          begun.countDown();
          awaitRelease();
          return interrupted.complete(Thread.currentThread().isInterrupted());
        });
    begun.await();

    assertThat(future.cancel(false)).isTrue();

    assertThatThrownBy(future::get).isInstanceOf(CancellationException.class);
    assertThat(interrupted.isDone()).isFalse();
    release.countDown();
    assertThat(interrupted.get()).isFalse();
  }

  @Test
  void aTaskThatIsOverCannotBeCancelled() throws Exception {
    Future<String> future = executor.submit(() -> "tea");
    future.get();

    assertThat(future.cancel(true)).isFalse();

    assertThat(future.isCancelled()).isFalse();
    assertThat(future.get()).isEqualTo("tea");
  }

  @Test
  void anInterruptOfOneTaskIsNotFeltByTheNext() throws Exception {
    for (int i = 0; i < 100; i++) {
      CountDownLatch begun = new CountDownLatch(1);
      CompletableFuture<String> ended = new CompletableFuture<>();
      Future<?> future = executor.submit(() -> untilInterrupted(begun, ended));
      begun.await();
      future.cancel(true);
      Future<Boolean> next = executor.submit(() -> Thread.currentThread().isInterrupted());

      assertThat(next.get()).isFalse();
    }
  }

  @Test
  void waitingTasksBeginInTheOrderInWhichTheyWereSubmitted() throws Exception {
    assumeTrue(shape == Shape.ONE_AT_A_TIME);
    List<Integer> order = new CopyOnWriteArrayList<>();
    occupy();
    IntStream.range(0, 100).forEach(i -> executor.execute(() -> order.add(i)));

    release.countDown();
    executor.close();

    assertThat(order).hasSize(100).isSorted();
  }

  @Test
  void noTaskIsLostOrRunTwice() throws Exception {
    Set<Integer> seen = ConcurrentHashMap.newKeySet();
    AtomicInteger twice = new AtomicInteger();

    for (int i = 0; i < 5_000; i++) {
      int number = i;
      executor.execute(() -> {
        if (!seen.add(number)) {
          twice.incrementAndGet();
        }
      });
    }
    executor.close();

    assertThat(seen).hasSize(5_000);
    assertThat(twice).hasValue(0);
  }

  @Test
  void otherKindsOfFutureWorkOnTopOfIt() throws Exception {
    FutureTask<String> task = new FutureTask<>(() -> "tea");
    ExecutorCompletionService<Integer> completion = new ExecutorCompletionService<>(executor);

    executor.execute(task);
    completion.submit(() -> 1);
    completion.submit(() -> 2);
    CompletableFuture<String> future =
        CompletableFuture.supplyAsync(() -> "te", executor).thenApplyAsync(s -> s + "a", executor);

    assertThat(task.get()).isEqualTo("tea");
    assertThat(completion.take().get() + completion.take().get()).isEqualTo(3);
    assertThat(future.get()).isEqualTo("tea");
  }

  @Test
  void aTaskMaySubmitMoreAndTheyRun() throws Exception {
    CountDownLatch ended = new CountDownLatch(3);

    executor.execute(() -> {
      executor.execute(() -> {
        executor.execute(ended::countDown);
        ended.countDown();
      });
      ended.countDown();
    });

    ended.await();
  }

  @Test
  void afterShutdownNothingIsTakenOn() {
    executor.shutdown();

    assertThatThrownBy(() -> executor.execute(() -> {}))
        .isInstanceOf(RejectedExecutionException.class);
    assertThatThrownBy(() -> executor.submit(() -> 1))
        .isInstanceOf(RejectedExecutionException.class);
    assertThatThrownBy(() -> executor.invokeAll(List.of(() -> 1)))
        .isInstanceOf(RejectedExecutionException.class);
    assertThatThrownBy(() -> executor.invokeAny(List.of(() -> 1)))
        .isInstanceOf(RejectedExecutionException.class);
  }

  /** Has as many tasks run as may, until they are released. */
  private void occupy() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(shape.running);
    for (int i = 0; i < shape.running; i++) {
      executor.execute(() -> {
        begun.countDown();
        awaitRelease();
      });
    }
    begun.await();
  }

  private String untilReleased() throws InterruptedException {
    release.await();
    return "released";
  }

  private void awaitRelease() {
    try {
      release.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static Void untilInterrupted(CountDownLatch begun, CompletableFuture<String> ended)
      throws InterruptedException {
    try {
      begun.countDown();
      new CountDownLatch(1).await();
      return null;
    } catch (InterruptedException e) {
      ended.complete("interrupted");
      throw e;
    }
  }
}
