package dev.towpath.scope;

import static java.util.concurrent.TimeUnit.DAYS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.scope.BoundedExecutor.Counts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@link ExecutorContractTest} does not ask of every executor. */
@Timeout(60)
class BoundedExecutorTest {
  private final CountDownLatch release = new CountDownLatch(1);
  private final List<BoundedExecutor> executors = new ArrayList<>();
  private final List<String> ran = new CopyOnWriteArrayList<>();

  @AfterEach
  void endAll() {
    release.countDown();
    executors.forEach(BoundedExecutor::shutdownNow);
    executors.forEach(BoundedExecutor::close);
  }

  @Test
  void tasksRunOnVirtualThreadsOfTheirOwnNamedAfterTheExecutor() throws Exception {
    BoundedExecutor kettle = executor(BoundedExecutor.builder(1, 1).name("kettle"));

    Thread first = kettle.submit(Thread::currentThread).get();
    Thread second = kettle.submit(Thread::currentThread).get();

    assertThat(first.isVirtual()).isTrue();
    assertThat(first).isNotEqualTo(second);
    assertThat(first.getName()).isEqualTo("kettle-1");
    assertThat(second.getName()).isEqualTo("kettle-2");
    assertThat(kettle.name()).isEqualTo("kettle");
    assertThat(kettle).hasToString("executor 'kettle' (0 running, 0 waiting)");
  }

  @Test
  void whatOneTaskLeavesInAThreadLocalTheNextDoesNotFind() throws Exception {
    BoundedExecutor executor = executor(BoundedExecutor.builder(1, 1));
    ThreadLocal<String> local = new ThreadLocal<>();
    InheritableThreadLocal<String> inherited = new InheritableThreadLocal<>();
    inherited.set("of the submitter");

    executor.submit(() -> {
      local.set("left");
      inherited.set("left");
    });

    assertThat(executor.submit(() -> local.get()).get()).isNull();
    assertThat(executor.submit(() -> inherited.get()).get()).isNull();
  }

  @Test
  void tasksCarryTheContextOfWhoSubmittedThem() throws Exception {
    BoundedExecutor executor = executor(BoundedExecutor.builder(1, 9));
    List<String> seen = new CopyOnWriteArrayList<>();
    occupy(executor, 1);

    TenantCarrier.TENANT.set("tea");
    Future<String> first = executor.submit(() -> TenantCarrier.TENANT.get());
    TenantCarrier.TENANT.set("coffee");
    executor.execute(() -> seen.add(TenantCarrier.TENANT.get()));
    TenantCarrier.TENANT.remove();
    Future<String> last = executor.submit(() -> TenantCarrier.TENANT.get());
    release.countDown();

    assertThat(first.get()).isEqualTo("tea");
    assertThat(last.get()).isNull();
    assertThat(seen).containsExactly("coffee");
  }

  @Test
  void countsTellWhatGoesOnAndWhatBecameOfTheTasks() throws Exception {
    BoundedExecutor executor = executor(BoundedExecutor.builder(1, 2));
    assertThat(executor.counts()).isEqualTo(new Counts(0, 0, 0, 0, 0, 0, Duration.ZERO));

    occupy(executor, 1);
    Future<?> cancelled = executor.submit(ran("cancelled"));
    executor.execute(ran("second"));
    var submitting = Started.parked(() -> submit(executor, ran("third")));

    Counts full = executor.counts();
    assertThat(full)
        .extracting(Counts::running, Counts::waiting, Counts::submitting)
        .containsExactly(1, 2, 1);
    assertThat(full.oldestWait()).isPositive();
    cancelled.cancel(true);
    submitting.get();
    assertThat(executor.counts().waiting()).isEqualTo(2);
    release.countDown();
    executor.close();
    assertThatThrownBy(() -> executor.execute(ran("late")))
        .isExactlyInstanceOf(RejectedExecutionException.class)
        .hasMessage("executor 'executor' (0 running, 0 waiting) is shut down");
    assertThat(executor.counts()).isEqualTo(new Counts(0, 0, 0, 3, 1, 1, Duration.ZERO));
    assertThat(ran).containsExactly("second", "third");
  }

  @Test
  void aPlaceIsFreeOnceAFutureIsDone() throws Exception {
    BoundedExecutor executor =
        executor(BoundedExecutor.builder(1, 0).whenFull(BoundedExecutor.WhenFull.ABORT));

    for (int i = 0; i < 1_000; i++) {
      executor.submit(() -> "tea").get(); // the next would be rejected
    }

    assertThat(executor.counts().rejected()).isZero();
  }

  @Test
  void aCancelledTaskGivesItsPlaceToASubmitterThatWaits() throws Exception {
    BoundedExecutor executor = executor(BoundedExecutor.builder(1, 1));
    occupy(executor, 1);
    Future<?> waiting = executor.submit(ran("first"));
    var submitting = Started.parked(() -> submit(executor, ran("second")));

    waiting.cancel(false);

    submitting.get();
    assertThat(executor.counts().waiting()).isEqualTo(1);
    release.countDown();
    executor.close();
    assertThat(ran).containsExactly("second");
  }

  @Test
  void aTaskThatSubmitsToItsOwnFullExecutorRunsTheNewOneItself() throws Exception {
    for (int waiting : new int[] {0, 1, 5}) {
      BoundedExecutor executor = executor(BoundedExecutor.builder(2, waiting));
      CountDownLatch left = new CountDownLatch(200);

      executor.execute(() -> {
        for (int i = 0; i < 100; i++) {
          executor.execute(() -> {
            executor.execute(left::countDown);
            left.countDown();
          });
        }
      });

      left.await();
      executor.close();
      assertThat(executor.counts().completed()).isEqualTo(201);
    }
  }

  @Test
  void aTaskThatWaitsForOneOfItsOwnExecutorThatHasNotBegunRunsItItself() throws Exception {
    BoundedExecutor executor = executor(BoundedExecutor.builder(1, 100));

    Future<Thread> outer =
        executor.submit(() -> {
          Future<Thread> inner = executor.submit(Thread::currentThread);
          return inner.get() == Thread.currentThread() ? inner.get() : null;
        });

    assertThat(outer.get()).isNotNull();
  }

  @Test
  void recursionThatWaitsForItsOwnPartsEnds() throws Exception {
    for (int running : new int[] {1, 2, 7}) {
      BoundedExecutor executor = executor(BoundedExecutor.builder(running, 16));

      Future<Integer> sum = executor.submit(() -> sum(executor, 0, 1_000));

      assertThat(sum.get()).isEqualTo(499_500);
    }
  }

  private static int sum(BoundedExecutor executor, int from, int to) throws Exception {
    if (to - from <= 3) {
      int sum = 0;
      for (int i = from; i < to; i++) {
        sum += i;
      }
      return sum;
    }
    int middle = (from + to) / 2;
    Future<Integer> left = executor.submit(() -> sum(executor, from, middle));
    Future<Integer> right = executor.submit(() -> sum(executor, middle, to));
    return left.get() + right.get();
  }

  @Test
  void aTaskMayInvokeAllAndAnyOnItsOwnExecutor() throws Exception {
    BoundedExecutor executor = executor(BoundedExecutor.builder(1, 2));

    Future<List<Future<Integer>>> all =
        executor.submit(() -> executor.invokeAll(List.of(() -> 1, () -> 2, () -> 3, () -> 4)));
    Future<Integer> any = executor.submit(() -> executor.invokeAny(List.of(() -> 1, () -> 1)));

    assertThat(all.get()).allMatch(Future::isDone).hasSize(4);
    assertThat(any.get()).isEqualTo(1);
  }

  @Test
  void aTaskThatClosesItsOwnExecutorIsToldInsteadOfWaitingForItself() throws Exception {
    BoundedExecutor executor = executor(BoundedExecutor.builder(1, 1).name("kettle"));

    Future<?> closing = executor.submit(() -> executor.close());

    assertThatThrownBy(closing::get)
        .cause()
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("close of 'kettle' by one of its tasks, which would wait for itself");
    assertThat(executor.isShutdown()).isTrue();
  }

  @Test
  void closeWithALimitReturnsNoneIfAllEndInTime() throws Exception {
    BoundedExecutor executor = executor(BoundedExecutor.builder(1, 1));
    executor.execute(ran("first"));

    assertThat(executor.close(Duration.ofDays(1), Duration.ZERO)).isEmpty();

    assertThat(ran).containsExactly("first");
    assertThat(executor.isTerminated()).isTrue();
  }

  @Test
  void closeWithALimitInterruptsCancelsAndNamesTheStragglers() throws Exception {
    List<Runnable> discarded = new CopyOnWriteArrayList<>();
    BoundedExecutor executor =
        executor(BoundedExecutor.builder(2, 9).name("kettle").onDiscarded(discarded::add));
    CountDownLatch begun = new CountDownLatch(2);
    CompletableFuture<String> obedient = new CompletableFuture<>();
    executor.execute(() -> awaitStubbornly(begun));
    executor.submit(() -> ExecutorContractTest.untilInterrupted(begun, obedient));
    Future<?> waiting = executor.submit(ran("never"));
    Runnable plain = ran("nor this");
    executor.execute(plain);
    begun.await();

    List<Thread> stragglers = closeUntil(executor, obedient);

    assertThat(stragglers).extracting(Thread::getName).containsExactly("kettle-1");
    assertThat(stragglers.get(0).getStackTrace())
        .anyMatch(frame -> frame.getMethodName().equals("awaitStubbornly"));
    assertThat(waiting.isCancelled()).isTrue();
    assertThat(discarded).containsExactly((Runnable) waiting, plain);
    assertThat(executor.isTerminated()).isFalse();
    release.countDown();
    assertThat(executor.close(Duration.ofDays(1), Duration.ZERO)).isEmpty();
    assertThat(ran).isEmpty();
  }

  /** Closes without patience, again until the obedient one has had time to obey. */
  private static List<Thread> closeUntil(BoundedExecutor executor, CompletableFuture<?> obedient)
      throws Exception {
    executor.close(Duration.ZERO, Duration.ZERO);
    obedient.get();
    List<Thread> stragglers;
    do {
      stragglers = executor.close(Duration.ofNanos(1), Duration.ofMillis(1));
    } while (stragglers.size() > 1);
    return stragglers;
  }

  @Test
  void anInterruptedCloseWithALimitInterruptsTheTasksAndThrows() throws Exception {
    BoundedExecutor executor = executor(BoundedExecutor.builder(1, 1));
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<String> ended = new CompletableFuture<>();
    executor.submit(() -> ExecutorContractTest.untilInterrupted(begun, ended));
    Future<?> waiting = executor.submit(ran("never"));
    begun.await();
    var closing = Started.parked(() -> executor.close(Duration.ofDays(1), Duration.ofDays(1)));

    closing.interrupt();

    assertThatThrownBy(closing::get).isInstanceOf(InterruptedException.class);
    assertThat(ended.get()).isEqualTo("interrupted");
    assertThat(waiting.isCancelled()).isTrue();
  }

  @Test
  void anInterruptedCloseCancelsWhatWaitsSoThatNobodyWaitsForItForEver() throws Exception {
    BoundedExecutor executor = executor(BoundedExecutor.builder(1, 1));
    occupy(executor, 1);
    Future<?> waiting = executor.submit(ran("never"));
    var closing =
        Started.parked(() -> {
          executor.close();
          return waiting.isCancelled();
        });

    closing.interrupt();

    assertThat(closing.get()).isTrue();
  }

  @Test
  void theCancelOfAScopeAroundItCancelsItsTasksAndCloseStillWaitsForThem() throws Exception {
    RuntimeException boom = new IllegalStateException("boom");
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<String> ended = new CompletableFuture<>();
    AtomicReference<BoundedExecutor> inside = new AtomicReference<>();

    var owner =
        Started.start(() -> {
          try (Scope scope = Scope.open();
              BoundedExecutor executor = BoundedExecutor.of(1, 0)) {
            inside.set(executor);
            executor.submit(() -> ExecutorContractTest.untilInterrupted(begun, ended));
            begun.await();
            scope.fork(() -> {
              throw boom;
            });
            return executor.submit(ran("never")); // waits for room, which a cancel ends
          }
        });

    assertThatThrownBy(owner::get).isSameAs(boom);
    assertThat(ended.get()).isEqualTo("interrupted");
    assertThat(inside.get().isTerminated()).isTrue();
    assertThat(inside.get().counts().submitting()).isZero();
    assertThat(ran).isEmpty();
    assertThat(owner.wasInterruptedAtEnd()).isFalse();
  }

  @Test
  void aCancelOfAScopeThatComesDuringCloseIsFeltToo() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<String> ended = new CompletableFuture<>();
    CompletableFuture<Scope> scopes = new CompletableFuture<>();
    var owner =
        Started.start(() -> {
          try (Scope scope = Scope.open();
              BoundedExecutor executor = BoundedExecutor.of(1, 0)) {
            executor.submit(() -> ExecutorContractTest.untilInterrupted(begun, ended));
            begun.await();
            scopes.complete(scope);
          }
          return "closed";
        });
    Scope scope = scopes.get();
    owner.awaitParked();

    scope.cancel();

    assertThat(owner.get()).isEqualTo("closed");
    assertThat(ended.get()).isEqualTo("interrupted");
  }

  @Test
  void withoutInterruptCancelledTasksGoOnUntilTheyLook() throws Exception {
    BoundedExecutor executor = executor(BoundedExecutor.builder(1, 1).withoutInterrupt());
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    Future<?> future =
        executor.submit(() -> {
          begun.countDown();
          while (!executor.isShutdown()) {
            Thread.yield();
          }
          return interrupted.complete(Thread.currentThread().isInterrupted());
        });
    begun.await();

    assertThat(future.cancel(true)).isTrue();
    assertThat(executor.shutdownNow()).isEmpty();

    assertThat(interrupted.get()).isFalse();
    assertThat(executor.awaitTermination(1, DAYS)).isTrue();
  }

  @Test
  void badNumbersAndNullsAreRefused() {
    assertThatThrownBy(() -> BoundedExecutor.of(0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("running < 1: 0");
    assertThatThrownBy(() -> BoundedExecutor.of(Integer.MIN_VALUE, 1))
        .hasMessage("running < 1: " + Integer.MIN_VALUE);
    assertThatThrownBy(() -> BoundedExecutor.of(1, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("waiting < 0: -1");
    assertThatThrownBy(() -> BoundedExecutor.builder(1, 1).name(null))
        .hasMessage("executor name is null");
    assertThatThrownBy(() -> BoundedExecutor.builder(1, 1).whenFull(null))
        .hasMessage("policy is null");
    assertThatThrownBy(() -> BoundedExecutor.builder(1, 1).waitLimit(null))
        .hasMessage("time limit is null");
    assertThatThrownBy(() -> BoundedExecutor.builder(1, 1).onDiscarded(null))
        .hasMessage("onDiscarded is null");
    assertThatThrownBy(() -> executor(BoundedExecutor.builder(1, 1)).close(null, Duration.ZERO))
        .hasMessage("time limit is null");
    assertThatThrownBy(() -> executor(BoundedExecutor.builder(1, 1)).close(Duration.ZERO, null))
        .hasMessage("grace is null");
  }

  private BoundedExecutor executor(BoundedExecutor.Builder builder) {
    BoundedExecutor executor = builder.build();
    executors.add(executor);
    return executor;
  }

  private Runnable ran(String what) {
    return () -> ran.add(what);
  }

  private static boolean submit(BoundedExecutor executor, Runnable task) {
    executor.execute(task);
    return true;
  }

  private void occupy(BoundedExecutor executor, int count) throws InterruptedException {
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

  private void awaitStubbornly(CountDownLatch begun) {
    begun.countDown();
    while (release.getCount() > 0) {
      try {
        release.await();
      } catch (InterruptedException e) {
        // a task that ignores interrupts is what this is about
      }
    }
  }
}
