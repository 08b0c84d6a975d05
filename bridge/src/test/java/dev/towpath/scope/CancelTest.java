package dev.towpath.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.channel.BridgeException;
import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.Channel;
import dev.towpath.channel.OneShot;
import dev.towpath.channel.Receiver;
import dev.towpath.channel.Select;
import dev.towpath.channel.TryReceive;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class CancelTest {
  private final IllegalStateException boom = new IllegalStateException("boom");

  private static Void waitForEver() throws InterruptedException {
    return Channel.<Void>never().receiver().receive();
  }

  /** Fails once the owner waits. */
  private void forkFailing(Scope scope) {
    Thread owner = Thread.currentThread();
    scope.fork(() -> {
      awaitParked(owner);
      throw boom;
    });
  }

  private static void awaitParked(Thread thread) {
    while (thread.getState() != Thread.State.WAITING
        && thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.yield();
    }
  }

  @Test
  void theOwnersReceiveIsWokenByACancelAndThrowsWhatJoinThrows() {
    try (Scope scope = Scope.open()) {
      forkFailing(scope);

      assertThatThrownBy(CancelTest::waitForEver).isSameAs(boom);

      assertThat(Thread.currentThread().isInterrupted()).isFalse();
      assertThatThrownBy(scope::join).isSameAs(boom);
    }
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void theOwnersSelectAndAwaitAreWokenByACancelToo() {
    Channel<String> a = Channel.rendezvous();
    Channel<String> b = Channel.rendezvous();
    OneShot<String> reply = new OneShot<>(BridgeOptions.defaults());

    try (Scope scope = Scope.open()) {
      forkFailing(scope);
      assertThatThrownBy(() ->
              Select.of(Select.receive(a.receiver(), v -> v), Select.receive(b.receiver(), v -> v))
                  .await())
          .isSameAs(boom);
    }
    try (Scope scope = Scope.open()) {
      forkFailing(scope);
      assertThatThrownBy(reply::await).isSameAs(boom);
    }

    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void afterTheScopeIsLeftTheOwnerWaitsAsBefore() throws Exception {
    Channel<String> channel = Channel.rendezvous();
    try (Scope scope = Scope.open()) {
      scope.cancel();
      assertThatThrownBy(CancelTest::waitForEver)
          .isInstanceOf(CancellationException.class)
          .hasMessage("scope 'scope' was cancelled");
    }
    Thread.startVirtualThread(() -> {
      try {
        channel.sender().send("tea");
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    });

    assertThat(channel.receiver().receive()).isEqualTo("tea");
  }

  @Test
  void anInterruptOfTheOwnerByTheUserSurvivesTheCancel() {
    try (Scope scope = Scope.open()) {
      scope.fork(() -> {
        throw boom;
      });
      assertThatThrownBy(scope::join).isSameAs(boom);
      Thread.currentThread().interrupt();
    }

    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void anInterruptAndACancelTogetherNeverLeaveAFlagThatNobodySet() throws Exception {
    for (int round = 0; round < 1_000; round++) {
      AtomicReference<Throwable> thrown = new AtomicReference<>();
      AtomicReference<Boolean> flag = new AtomicReference<>();
      CountDownLatch opened = new CountDownLatch(1);
      AtomicReference<Scope> scope = new AtomicReference<>();
      AtomicBoolean sent = new AtomicBoolean();
      Thread owner =
          Thread.startVirtualThread(() -> {
            try (Scope mine = Scope.open()) {
              scope.set(mine);
              opened.countDown();
              waitForEver();
            } catch (Throwable t) {
              thrown.set(t);
            }
            while (!sent.get()) {
              Thread.onSpinWait(); // else the interrupt could come too late to be seen
            }
            flag.set(Thread.currentThread().isInterrupted());
          });
      opened.await();
      Thread canceller = Thread.startVirtualThread(() -> scope.get().cancel());
      owner.interrupt();
      sent.set(true);
      canceller.join();
      owner.join();

      // Delivered as an exception or still there: once, in one of the two ways.
      assertThat(thrown.get() instanceof InterruptedException).isNotEqualTo(flag.get());
    }
  }

  @Test
  void aCancelFitsIntoASelect() throws Exception {
    Channel<String> orders = Channel.rendezvous();
    try (Scope scope = Scope.open(ScopeOptions.defaults().withoutInterrupt())) {
      Task<String> task =
          scope.fork(() ->
              Select.of(
                      Select.receive(orders.receiver(), order -> order),
                      Select.receiveOrEnd(scope.done(), end -> "cancelled"))
                  .await());
      CompletableFuture<TryReceive<Void>> end = new CompletableFuture<>();
      Receiver<Void> done = scope.done();
      Thread watcher =
          Thread.startVirtualThread(() -> {
            try {
              end.complete(done.receive(Duration.ofHours(1)));
            } catch (InterruptedException e) {
              end.completeExceptionally(e);
            }
          });
      awaitParked(watcher);

      scope.cancel();

      assertThat(end.get()).isEqualTo(new TryReceive.Closed<Void>(null));
      assertThat(task.state()).isEqualTo(Task.State.UNAVAILABLE);
    }
  }

  @Test
  void doneEndsWithTheFailureAndIsTheSameForAll() throws Exception {
    try (Scope scope = Scope.open()) {
      Receiver<Void> done = scope.done();
      assertThat(scope.done()).isSameAs(done);
      assertThat(done.tryReceive()).isInstanceOf(TryReceive.Empty.class);
      scope.fork(() -> {
        throw boom;
      });

      assertThatThrownBy(scope::join).isSameAs(boom);

      assertThatThrownBy(done::receive).isSameAs(boom);
    }
  }

  @Test
  void doneOfAScopeThatIsOverHasEnded() {
    Scope scope = Scope.open();
    scope.close();

    assertThat(scope.done().tryReceive()).isEqualTo(new TryReceive.Closed<Void>(null));
  }

  @Test
  void withoutInterruptATaskSeesTheCancelInItsWaitsAndIsNotInterrupted() throws Exception {
    CompletableFuture<Throwable> seen = new CompletableFuture<>();
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    AtomicReference<Thread> thread = new AtomicReference<>();
    try (Scope scope = Scope.open(ScopeOptions.defaults().withoutInterrupt())) {
      scope.fork(() -> {
        thread.set(Thread.currentThread());
        try {
          waitForEver();
        } catch (Throwable t) {
          seen.complete(t);
        }
        interrupted.complete(Thread.currentThread().isInterrupted());
      });
      while (thread.get() == null) {
        Thread.onSpinWait();
      }
      awaitParked(thread.get());

      scope.cancel();

      assertThat(seen.get()).isInstanceOf(CancellationException.class);
      assertThat(interrupted.get()).isFalse();
    }
  }

  @Test
  void withoutInterruptATaskCanAskWhetherItIsCancelled() {
    CountDownLatch running = new CountDownLatch(1);
    try (Scope scope = Scope.open(ScopeOptions.defaults().withoutInterrupt())) {
      scope.fork(() -> {
        running.countDown();
        while (!scope.isCancelled()) {
          Thread.onSpinWait();
        }
      });
      await(running);

      scope.cancel();

      assertThat(scope.isCancelled()).isTrue();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aCancelReachesScopesThreeDeep() throws Exception {
    CountDownLatch innermost = new CountDownLatch(1);
    AtomicReference<String> ended = new AtomicReference<>("");
    try (Scope one = Scope.open("one")) {
      one.fork(() -> {
        try (Scope two = Scope.open("two")) {
          two.fork(() -> {
            try (Scope three = Scope.open("three")) {
              three.fork(() -> {
                innermost.countDown();
                try {
                  waitForEver();
                } finally {
                  ended.updateAndGet(names -> names + "three ");
                }
              });
              three.join();
            } finally {
              ended.updateAndGet(names -> names + "two ");
            }
          });
          two.join();
        } finally {
          ended.updateAndGet(names -> names + "one");
        }
      });
      innermost.await();

      one.cancel();

      assertThatThrownBy(one::join).isInstanceOf(CancellationException.class);
    }
    assertThat(ended).hasValue("three two one");
  }

  @Test
  void aScopeOpenedByTheOwnerInsideAnotherIsCancelledWithItAndThrowsTheSame() {
    try (Scope outer = Scope.open("outer")) {
      try (Scope inner = Scope.open("inner")) {
        inner.fork(() -> waitForEver());
        Thread owner = Thread.currentThread();
        outer.fork(() -> {
          awaitParked(owner);
          throw boom;
        });

        assertThatThrownBy(inner::join).isSameAs(boom);

        assertThat(inner.isCancelled()).isTrue();
      }
      assertThatThrownBy(outer::join).isSameAs(boom);
      assertThat(outer.failures()).containsExactly(boom);
    }
  }

  @Test
  void theCancelOfAnInnerScopeLeavesTheOuterAlone() throws Exception {
    try (Scope outer = Scope.open("outer")) {
      Task<String> tea = outer.fork(() -> "tea");
      try (Scope inner = Scope.open("inner")) {
        inner.cancel();
      }

      outer.join();

      assertThat(tea.get()).isEqualTo("tea");
      assertThat(outer.isCancelled()).isFalse();
    }
  }

  @Test
  void aScopeOpenedInsideACancelledOneIsCancelledFromTheStart() {
    AtomicInteger begun = new AtomicInteger();
    try (Scope outer = Scope.open("outer")) {
      outer.cancel();
      try (Scope inner = Scope.open("inner")) {
        inner.fork(begun::incrementAndGet);

        assertThatThrownBy(inner::join).isInstanceOf(CancellationException.class);
      }
    }
    assertThat(begun).hasValue(0);
  }

  @Test
  void aScopeLeftOpenInsideAnotherIsClosedWithIt() {
    Scope inner;
    try (Scope outer = Scope.open("outer")) {
      inner = Scope.open("inner");
      inner.fork(() -> waitForEver());
    }

    assertThat(inner.isCancelled()).isTrue();
    assertThatThrownBy(() -> inner.fork(() -> 1)).hasMessage("fork in a closed scope: 'inner'");
  }

  @Test
  void aScopeLeftOpenInATaskIsClosedWithTheTask() throws Exception {
    try (Scope outer = Scope.open("outer")) {
      Task<Scope> task =
          outer.fork(() -> {
            Scope inner = Scope.open("inner");
            inner.fork(() -> waitForEver());
            return inner;
          });

      outer.join();

      assertThat(task.get().isCancelled()).isTrue();
    }
  }

  @Test
  void aTaskThatIgnoresTheCancelIsReportedAfterTheGraceTimeAndWaitedFor() throws Exception {
    CountDownLatch reported = new CountDownLatch(1);
    List<String> names = new ArrayList<>();
    AtomicInteger ended = new AtomicInteger();
    CountDownLatch running = new CountDownLatch(1);
    ScopeOptions options =
        ScopeOptions.defaults()
            .name("kettle")
            .grace(Duration.ofMillis(1))
            .onStraggler(task -> {
              names.add(task.name());
              reported.countDown();
              throw boom; // which must not keep the scope from waiting
            });

    try (Scope scope = Scope.open(options)) {
      scope.fork(() -> {
        running.countDown();
        while (reported.getCount() > 0) {
          try {
            reported.await();
          } catch (InterruptedException e) {
            // a task that ignores interrupts is what this test is about
          }
        }
        ended.incrementAndGet();
      });
      running.await();
    }

    assertThat(names).containsExactly("kettle-1");
    assertThat(ended).hasValue(1);
  }

  @Test
  void aThreadThatCannotBeMadeIsToldToTheForkerAndLeavesNoTrace() throws Exception {
    AtomicInteger made = new AtomicInteger();
    ScopeOptions options =
        ScopeOptions.defaults()
            .threads(body -> {
              if (made.getAndIncrement() == 0) {
                throw new OutOfMemoryError("no thread today");
              }
              return Thread.ofVirtual().unstarted(body);
            });
    try (Scope scope = Scope.open(options)) {
      assertThatThrownBy(() -> scope.fork(() -> 1))
          .isInstanceOf(OutOfMemoryError.class)
          .hasMessage("no thread today");
      Task<Integer> second = scope.fork(() -> 2);

      scope.join();

      assertThat(second.get()).isEqualTo(2);
    }
  }

  @Test
  void aThreadThatCannotBeMadeForOneThatWaitedIsItsFailure() throws Exception {
    AtomicInteger made = new AtomicInteger();
    RejectedExecutionException refused = new RejectedExecutionException("no thread today");
    ScopeOptions options =
        ScopeOptions.defaults()
            .limit(1)
            .policy(Policy.COLLECT_ALL)
            .threads(body -> {
              if (made.getAndIncrement() == 1) {
                throw refused;
              }
              return Thread.ofVirtual().unstarted(body);
            });
    CountDownLatch go = new CountDownLatch(1);
    try (Scope scope = Scope.open(options)) {
      scope.fork(() -> go.await());
      Task<Integer> second = scope.fork(() -> 2);
      Task<Integer> third = scope.fork(() -> 3);
      go.countDown();

      scope.join();

      assertThat(second.exception()).isSameAs(refused);
      assertThat(third.get()).isEqualTo(3);
    }
  }

  @Test
  void aFedChannelEndsWithItsProducer() throws Exception {
    Channel<Integer> numbers = Channel.rendezvous();
    List<Integer> read = new ArrayList<>();
    try (Scope scope = Scope.open()) {
      scope.feed(
          numbers.sender(),
          out -> {
            for (int i = 0; i < 3; i++) {
              out.send(i);
            }
          });
      numbers.receiver().forEach(read::add);

      scope.join();
    }
    assertThat(read).containsExactly(0, 1, 2);
  }

  @Test
  void aFedChannelFailsWithItsProducerAndSoDoesTheTask() {
    IOException failure = new IOException("boom");
    Channel<Integer> numbers = Channel.rendezvous();
    try (Scope scope = Scope.open()) {
      Task<Void> feeding =
          scope.feed(
              numbers.sender(),
              out -> {
                throw failure;
              });

      assertThatThrownBy(scope::join).isInstanceOf(BridgeException.class).hasCause(failure);
      assertThat(feeding.exception()).isSameAs(failure);
      assertThat(numbers.receiver().tryReceive())
          .isEqualTo(new TryReceive.Closed<Integer>(failure));
    }
  }

  @Test
  void aFedChannelWhoseProducerNeverBeginsFailsToo() {
    Channel<Integer> numbers = Channel.rendezvous();
    Channel<Integer> waiting = Channel.rendezvous();
    try (Scope scope = Scope.open(ScopeOptions.defaults().limit(1))) {
      scope.fork(() -> waitForEver());
      scope.feed(waiting.sender(), out -> {});
      scope.cancel();
      scope.feed(numbers.sender(), out -> {});
    }

    for (Channel<Integer> channel : List.of(numbers, waiting)) {
      assertThat(channel.receiver().tryReceive())
          .isInstanceOfSatisfying(
              TryReceive.Closed.class,
              end -> assertThat(end.cause()).isInstanceOf(CancellationException.class));
    }
  }
}
