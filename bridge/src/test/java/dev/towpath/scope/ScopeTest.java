package dev.towpath.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.channel.BridgeException;
import dev.towpath.channel.Channel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ScopeTest {
  @Test
  void joinWaitsForEveryTaskAndTheirResultsCanThenBeRead() throws Exception {
    try (Scope scope = Scope.open()) {
      Task<String> tea = scope.fork(() -> "tea");
      Task<Integer> cups = scope.fork(() -> 3);

      scope.join();

      assertThat(tea.get()).isEqualTo("tea");
      assertThat(cups.get()).isEqualTo(3);
      assertThat(cups.state()).isEqualTo(Task.State.SUCCESS);
    }
  }

  @Test
  void aTaskMayReturnNull() throws Exception {
    try (Scope scope = Scope.open()) {
      Task<String> nothing = scope.fork(() -> null);

      scope.join();

      assertThat(nothing.get()).isNull();
    }
  }

  @Test
  void tasksRunOnVirtualThreadsNamedAfterTheScope() throws Exception {
    try (Scope scope = Scope.open("kettle")) {
      Task<Thread> thread = scope.fork(Thread::currentThread);

      scope.join();

      assertThat(thread.get().isVirtual()).isTrue();
      assertThat(thread.get().getName()).isEqualTo("kettle-1");
    }
  }

  @Test
  void theFirstFailureInterruptsTheSiblingsAndIsThrownAsItself() throws Exception {
    RuntimeException boom = new IllegalStateException("boom");
    CountDownLatch waiting = new CountDownLatch(1);
    CompletableFuture<String> sibling = new CompletableFuture<>();

    try (Scope scope = Scope.open()) {
      Task<Void> interrupted = scope.fork(() -> untilInterrupted(waiting, sibling));
      Task<Void> failing =
          scope.fork(() -> {
            waiting.await();
            throw boom;
          });

      assertThatThrownBy(scope::join).isSameAs(boom);
      assertThatThrownBy(scope::join).isSameAs(boom);

      assertThat(sibling.get()).isEqualTo("interrupted");
      assertThat(failing.state()).isEqualTo(Task.State.FAILED);
      assertThat(failing.exception()).isSameAs(boom);
      assertThatThrownBy(failing::get).isInstanceOf(IllegalStateException.class).hasCause(boom);
      assertThat(boom.getSuppressed()).isEmpty();
      assertThat(interrupted.state()).isEqualTo(Task.State.UNAVAILABLE);
    }
  }

  @Test
  void tasksCarryTheContextOfWhoForkedThemAlsoThoseThatWaitForAPlace() throws Exception {
    try (Scope scope = Scope.open(ScopeOptions.defaults().limit(1))) {
      TenantCarrier.TENANT.set("tea");
      Task<String> first = scope.fork(() -> TenantCarrier.TENANT.get());
      TenantCarrier.TENANT.set("coffee");
      Task<String> later = scope.fork(() -> TenantCarrier.TENANT.get());
      TenantCarrier.TENANT.remove();
      Task<String> last = scope.fork(() -> TenantCarrier.TENANT.get());

      scope.join();

      assertThat(first.get()).isEqualTo("tea");
      assertThat(later.get()).isEqualTo("coffee");
      assertThat(last.get()).isNull();
    }
  }

  @Test
  void aCheckedFailureIsThrownInsideOneBridgeException() {
    IOException boom = new IOException("boom");

    try (Scope scope = Scope.open()) {
      scope.fork(() -> {
        throw boom;
      });

      assertThatThrownBy(scope::join).isInstanceOf(BridgeException.class).hasCause(boom);
    }
  }

  @Test
  void whatIsForkedAfterAFailureNeverBegins() {
    AtomicInteger begun = new AtomicInteger();

    try (Scope scope = Scope.open()) {
      scope.fork(() -> {
        throw new IllegalStateException("boom");
      });
      assertThatThrownBy(scope::join).hasMessage("boom");
      Task<Integer> late = scope.fork(begun::incrementAndGet);

      assertThat(late.state()).isEqualTo(Task.State.UNAVAILABLE);
    }
    assertThat(begun).hasValue(0);
  }

  @Test
  void closeWithoutJoinInterruptsTheTasksAndWaitsForTheirEnd() throws Exception {
    CountDownLatch waiting = new CountDownLatch(100);
    AtomicInteger ended = new AtomicInteger();
    List<Task<Void>> tasks = new ArrayList<>();

    try (Scope scope = Scope.open()) {
      for (int i = 0; i < 100; i++) {
        tasks.add(
            scope.fork(() -> {
              waiting.countDown();
              try {
                return Channel.<Void>never().receiver().receive();
              } finally {
                ended.incrementAndGet();
              }
            }));
      }
      waiting.await();
    }

    assertThat(ended).hasValue(100);
    assertThat(tasks).allMatch(task -> task.state() == Task.State.UNAVAILABLE);
  }

  @Test
  void anInterruptedJoinThrowsAndLeavesTheTasksToClose() throws Exception {
    CompletableFuture<String> outcome = new CompletableFuture<>();
    CountDownLatch waiting = new CountDownLatch(1);
    CompletableFuture<String> task = new CompletableFuture<>();
    Thread owner =
        Thread.startVirtualThread(() -> {
          try (Scope scope = Scope.open()) {
            scope.fork(() -> untilInterrupted(waiting, task));
            scope.join();
          } catch (InterruptedException e) {
            outcome.complete("interrupted, task " + task.getNow("still running"));
          }
        });
    waiting.await();

    owner.interrupt();

    assertThat(outcome.get()).isEqualTo("interrupted, task interrupted");
  }

  @Test
  void anInterruptDuringCloseDoesNotCutItShortAndStaysSet() throws Exception {
    CountDownLatch stubborn = new CountDownLatch(1);
    CountDownLatch running = new CountDownLatch(1);
    AtomicReference<Boolean> flag = new AtomicReference<>();
    AtomicInteger ended = new AtomicInteger();
    Thread owner =
        Thread.startVirtualThread(() -> {
          try (Scope scope = Scope.open()) {
            scope.fork(() -> {
              running.countDown();
              awaitStubbornly(stubborn);
              return ended.incrementAndGet();
            });
            while (running.getCount() > 0) {
              Thread.onSpinWait(); // a task that is cancelled before it begins never does
            }
          }
          flag.set(Thread.currentThread().isInterrupted());
        });
    running.await();

    owner.interrupt();
    while (owner.getState() != Thread.State.TIMED_WAITING || owner.isInterrupted()) {
      Thread.onSpinWait();
    }
    stubborn.countDown();
    owner.join();

    assertThat(ended).hasValue(1);
    assertThat(flag).hasValue(true);
  }

  @Test
  void aTaskMayForkMoreAndJoinWaitsForThemToo() throws Exception {
    try (Scope scope = Scope.open()) {
      Task<Task<String>> outer = scope.fork(() -> scope.fork(() -> "inner"));

      scope.join();

      assertThat(outer.get().get()).isEqualTo("inner");
    }
  }

  @Test
  void joinAgainAfterMoreForksWaitsForThose() throws Exception {
    try (Scope scope = Scope.open()) {
      scope.fork(() -> "first");
      scope.join();
      Task<String> second = scope.fork(() -> "second");

      scope.join();

      assertThat(second.get()).isEqualTo("second");
    }
  }

  @Test
  void onlyTheOwnerJoinsAndClosesAndOnlyMembersFork() throws Exception {
    try (Scope scope = Scope.open("kettle")) {
      CompletableFuture<Throwable> forked = new CompletableFuture<>();
      CompletableFuture<Throwable> joined = new CompletableFuture<>();
      CompletableFuture<Throwable> closed = new CompletableFuture<>();

      Thread.ofVirtual()
          .name("stranger")
          .start(() -> {
            forked.complete(thrownBy(() -> scope.fork(() -> 1)));
            joined.complete(thrownBy(scope::join));
            closed.complete(thrownBy(scope::close));
          });

      assertThat(forked.get())
          .isInstanceOf(WrongThreadException.class)
          .hasMessage("fork by 'stranger', not the owner of 'kettle'");
      assertThat(joined.get()).isInstanceOf(WrongThreadException.class);
      assertThat(closed.get()).isInstanceOf(WrongThreadException.class);
    }
  }

  @Test
  void aClosedScopeRefusesToForkAndMayBeClosedAgain() {
    Scope scope = Scope.open("kettle");
    scope.close();

    scope.close();

    assertThatThrownBy(() -> scope.fork(() -> 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("fork in a closed scope: 'kettle'");
  }

  @Test
  void aThreadThatMustNotWaitCannotOpenAScopeWhichItCouldNotClose() throws Exception {
    CompletableFuture<Throwable> opened = new CompletableFuture<>();

    Thread.ofPlatform().name("loop-1").start(() -> opened.complete(thrownBy(Scope::open)));

    assertThat(opened.get())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("the close of a scope may wait, and thread 'loop-1' must not: ");
  }

  @Test
  void nullsAreRefused() {
    try (Scope scope = Scope.open()) {
      assertThatThrownBy(() -> scope.fork((Action) null)).hasMessage("task body is null");
    }
    assertThatThrownBy(() -> Scope.open((String) null)).hasMessage("scope name is null");
  }

  @Test
  void tenThousandTasksLeaveNoneBehindWhateverTheyDo() {
    AtomicInteger running = new AtomicInteger();

    for (int round = 0; round < 10; round++) {
      int failing = round * 100;
      try (Scope scope = Scope.open()) {
        for (int i = 0; i < 1_000; i++) {
          int number = i;
          scope.fork(() -> countWhileRunning(running, number == failing));
        }
        assertThatThrownBy(scope::join).hasMessage("boom");
      }
      assertThat(running).hasValue(0);
    }
  }

  private static Void countWhileRunning(AtomicInteger running, boolean fail) throws Exception {
    running.incrementAndGet();
    try {
      if (fail) {
        throw new IllegalStateException("boom");
      }
      return Channel.<Void>never().receiver().receive();
    } finally {
      running.decrementAndGet();
    }
  }

  private static Void untilInterrupted(CountDownLatch waiting, CompletableFuture<String> outcome)
      throws InterruptedException {
    try {
      waiting.countDown();
      return Channel.<Void>never().receiver().receive();
    } catch (InterruptedException e) {
      outcome.complete("interrupted");
      throw e;
    }
  }

  private static void awaitStubbornly(CountDownLatch latch) {
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        // a task that ignores interrupts is what this test is about
      }
    }
  }

  private static Throwable thrownBy(Action action) {
    try {
      action.run();
      return new AssertionError("nothing was thrown");
    } catch (Throwable t) {
      return t;
    }
  }
}
