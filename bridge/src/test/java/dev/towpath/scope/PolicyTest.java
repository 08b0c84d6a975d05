package dev.towpath.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.channel.BridgeException;
import dev.towpath.channel.Channel;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class PolicyTest {
  private static Scope open(Policy policy) {
    return Scope.open(ScopeOptions.defaults().name("kettle").policy(policy));
  }

  private static Void waitForEver() throws InterruptedException {
    return Channel.<Void>never().receiver().receive();
  }

  @Test
  void theOtherFailuresAreKeptBesideTheFirstAndNoExceptionIsChanged() throws Exception {
    IllegalStateException first = new IllegalStateException("first");
    IOException onTheWayOut = new IOException("while cleaning up");
    CountDownLatch waiting = new CountDownLatch(2);
    Scope scope = Scope.open();

    try (scope) {
      scope.fork(() -> {
        waiting.countDown();
        try {
          waitForEver();
        } catch (InterruptedException e) {
          throw onTheWayOut;
        }
      });
      scope.fork(() -> {
        waiting.countDown();
        waitForEver();
      });
      scope.fork(() -> {
        waiting.await();
        throw first;
      });
      assertThatThrownBy(scope::join).isSameAs(first);
    }

    assertThat(scope.failures()).containsExactly(first, onTheWayOut);
    assertThat(first.getSuppressed()).isEmpty();
    assertThat(first.getCause()).isNull();
  }

  @Test
  void noMoreThanAHundredFailuresAreKeptBesideTheFirst() throws Exception {
    try (Scope scope = open(Policy.COLLECT_ALL)) {
      for (int i = 0; i < 300; i++) {
        scope.fork(() -> {
          throw new IllegalStateException("boom");
        });
      }

      scope.join();

      assertThat(scope.failures()).hasSize(101);
    }
  }

  @Test
  void whereAllAreCollectedAFailureStopsNobodyAndEachTaskTellsHowItEnded() throws Exception {
    CountDownLatch failed = new CountDownLatch(1);
    try (Scope scope = open(Policy.COLLECT_ALL)) {
      Task<String> tea =
          scope.fork(() -> {
            failed.await();
            return "tea";
          });
      Task<Void> boom =
          scope.fork(() -> {
            failed.countDown();
            throw new IOException("boom");
          });

      scope.join();

      assertThat(tea.get()).isEqualTo("tea");
      assertThat(boom.exception()).hasMessage("boom");
      assertThat(scope.failures()).containsExactly(boom.exception());
      assertThat(scope.isCancelled()).isFalse();
    }
  }

  @Test
  void theFirstSuccessStopsTheOthersAndIsTheOnlyOne() throws Exception {
    CountDownLatch waiting = new CountDownLatch(1);
    AtomicReference<String> loser = new AtomicReference<>();
    try (Scope scope = open(Policy.FIRST_SUCCESS)) {
      Task<Void> slow =
          scope.fork(() -> {
            waiting.countDown();
            try {
              waitForEver();
            } finally {
              loser.set("stopped");
            }
          });
      Task<Void> failing =
          scope.fork(() -> {
            throw new IOException("boom");
          });
      Task<String> quick =
          scope.fork(() -> {
            waiting.await();
            return "tea";
          });

      scope.join();

      assertThat(quick.get()).isEqualTo("tea");
      assertThat(slow.state()).isEqualTo(Task.State.UNAVAILABLE);
      assertThat(failing.state()).isNotEqualTo(Task.State.SUCCESS);
    }
    assertThat(loser).hasValue("stopped");
  }

  @Test
  void aSuccessLetsTheOwnerGoOnWaitingForOtherThings() throws Exception {
    Channel<String> channel = Channel.rendezvous();
    try (Scope scope = open(Policy.FIRST_SUCCESS)) {
      scope.fork(() -> "tea");
      scope.join();
      Thread.startVirtualThread(() -> sendQuietly(channel, "sugar"));

      assertThat(channel.receiver().receive()).isEqualTo("sugar");
    }
  }

  private static void sendQuietly(Channel<String> channel, String value) {
    try {
      channel.sender().send(value);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void withoutAnySuccessTheFirstFailureIsThrown() throws Exception {
    try (Scope scope = open(Policy.FIRST_SUCCESS)) {
      IOException boom = new IOException("boom");
      Task<Void> first =
          scope.fork(() -> {
            throw boom;
          });
      while (first.state() != Task.State.FAILED) {
        Thread.onSpinWait();
      }
      scope.fork(() -> {
        throw new IllegalStateException("later");
      });

      assertThatThrownBy(scope::join).isInstanceOf(BridgeException.class).hasCause(boom);
      assertThat(scope.isCancelled()).isFalse();
    }
  }

  @Test
  void theFirstSuccessOfSeveralBodiesIsOneLine() throws Exception {
    List<Callable<String>> bodies =
        List.of(
            () -> {
              throw new IOException("boom");
            },
            () -> "tea",
            () -> {
              waitForEver();
              return "never";
            });

    assertThat(Scope.<String>firstSuccess(bodies)).isEqualTo("tea");
    assertThatThrownBy(() -> Scope.firstSuccess(List.<Callable<String>>of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("first success of no bodies");
  }

  @Test
  void atMostTheLimitRunAtOnceAndTheOthersHaveNoThreadYet() throws Exception {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger threads = new AtomicInteger();
    CountDownLatch go = new CountDownLatch(1);
    ScopeOptions options =
        ScopeOptions.defaults()
            .limit(3)
            .threads(body -> {
              threads.incrementAndGet();
              return Thread.ofVirtual().unstarted(body);
            });
    try (Scope scope = Scope.open(options)) {
      for (int i = 0; i < 100; i++) {
        scope.fork(() -> {
          most.accumulateAndGet(running.incrementAndGet(), Math::max);
          go.await();
          running.decrementAndGet();
        });
      }
      assertThat(threads).hasValue(3);
      assertThat(scope.toString()).isEqualTo("scope 'scope' (3 running, 97 waiting)");
      go.countDown();

      scope.join();

      assertThat(most.get()).isLessThanOrEqualTo(3);
      assertThat(threads).hasValue(100);
    }
  }

  @Test
  void whoWaitsForAPlaceBeginsInTheOrderOfForks() throws Exception {
    List<Integer> order = new ArrayList<>();
    try (Scope scope = Scope.open(ScopeOptions.defaults().limit(1))) {
      for (int i = 0; i < 50; i++) {
        int number = i;
        scope.fork(() -> order.add(number));
      }

      scope.join();

      assertThat(order).isSorted().hasSize(50);
    }
  }

  @Test
  void whoWaitsForAPlaceWhenTheScopeIsCancelledNeverBegins() throws Exception {
    AtomicInteger begun = new AtomicInteger();
    try (Scope scope = Scope.open(ScopeOptions.defaults().limit(1))) {
      scope.fork(() -> {
        begun.incrementAndGet();
        waitForEver();
      });
      Task<Integer> second = scope.fork(begun::incrementAndGet);

      scope.cancel();

      assertThatThrownBy(scope::join).isInstanceOf(CancellationException.class);
      assertThat(second.state()).isEqualTo(Task.State.UNAVAILABLE);
    }
    assertThat(begun.get()).isLessThanOrEqualTo(1);
  }

  @Test
  void aLimitBelowOneIsRefused() {
    assertThatThrownBy(() -> ScopeOptions.defaults().limit(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("limit < 1: 0");
  }

  @Test
  void aBackgroundTaskIsNotJoinedTakesNoPlaceAndDiesWithTheScope() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicReference<String> ended = new AtomicReference<>();
    try (Scope scope = Scope.open(ScopeOptions.defaults().limit(1))) {
      scope.forkBackground(() -> {
        begun.countDown();
        try {
          waitForEver();
        } finally {
          ended.set("died");
        }
      });
      Task<String> tea =
          scope.fork(() -> {
            begun.await();
            return "tea";
          });

      scope.join();

      assertThat(tea.get()).isEqualTo("tea");
      assertThat(ended).hasValue(null);
    }
    assertThat(ended).hasValue("died");
  }

  @Test
  void aBackgroundFailureCountsAsAnyOther() {
    try (Scope scope = Scope.open()) {
      scope.forkBackground(() -> {
        throw new IllegalStateException("boom");
      });
      scope.fork(() -> waitForEver());

      assertThatThrownBy(scope::join).hasMessage("boom");
    }
  }

  @Test
  void aTimedJoinAnswersFalseWhenTheTimeIsUpAndTheTasksGoOn() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    try (Scope scope = Scope.open()) {
      Task<String> tea =
          scope.fork(() -> {
            go.await();
            return "tea";
          });

      assertThat(scope.join(Duration.ZERO)).isFalse();
      assertThat(scope.join(Duration.ofMillis(1))).isFalse();
      go.countDown();

      assertThat(scope.join(Duration.ofHours(1))).isTrue();
      assertThat(tea.get()).isEqualTo("tea");
    }
  }

  @Test
  void aTimedJoinThrowsTheFirstFailureAsJoinDoes() {
    try (Scope scope = Scope.open()) {
      scope.fork(() -> {
        throw new IllegalStateException("boom");
      });

      assertThatThrownBy(() -> scope.join(Duration.ofHours(1))).hasMessage("boom");
    }
  }

  @Test
  void aTaskCanHaveANameOfItsOwn() throws Exception {
    try (Scope scope = Scope.open("kettle")) {
      Task<String> task = scope.fork("whistle", () -> Thread.currentThread().getName());

      scope.join();

      assertThat(task.name()).isEqualTo("whistle");
      assertThat(task.get()).isEqualTo("whistle");
    }
  }
}
