package dev.towpath.scope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.channel.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Everything at once, in an order that a seed decides. */
@Timeout(60)
class ScopeStressTest {
  private final long seed = Long.getLong("scope.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final AtomicInteger running = new AtomicInteger();
  private boolean passed;

  @AfterEach
  void tellTheSeed() {
    if (!passed) {
      System.err.println("-Dscope.seed=" + seed);
    }
  }

  @Test
  void noTaskOutlivesItsScopeWhoeverCancelsInterruptsOrFailsWhenever() throws Exception {
    for (int round = 0; round < 300; round++) {
      int tasks = 1 + random.nextInt(100);
      int failing = random.nextInt(2 * tasks);
      long owner = random.nextLong();
      AtomicInteger leftBehind = new AtomicInteger(-1);
      AtomicReference<Throwable> broken = new AtomicReference<>();
      AtomicReference<Scope> scope = new AtomicReference<>();
      Thread thread =
          Thread.startVirtualThread(() -> {
            try {
              own(new Random(owner), tasks, failing, scope);
            } catch (InterruptedException | CancellationException | ExpectedException e) {
              // all may happen
            } catch (Throwable t) {
              broken.set(t);
            }
            leftBehind.set(running.get());
          });
      disturb(thread, scope);
      disturb(thread, scope);
      while (thread.isAlive()) {
        cancel(scope.get()); // its tasks may wait for each other
      }

      assertThat(broken).hasValue(null);
      assertThat(leftBehind).hasValue(0);
    }
    passed = true;
  }

  private static final class ExpectedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private void disturb(Thread owner, AtomicReference<Scope> scope) {
    int pause = random.nextInt(20_000);
    for (int i = 0; i < pause; i++) {
      Thread.onSpinWait();
    }
    switch (random.nextInt(3)) {
      case 0 -> owner.interrupt();
      case 1 -> cancel(scope.get());
      default -> {}
    }
  }

  private static void cancel(@Nullable Scope scope) {
    if (scope != null) {
      scope.cancel();
    }
  }

  private void own(Random random, int tasks, int failing, AtomicReference<Scope> opened)
      throws InterruptedException {
    ScopeOptions options = ScopeOptions.defaults();
    options = random.nextBoolean() ? options.limit(1 + random.nextInt(8)) : options;
    options = random.nextBoolean() ? options.withoutInterrupt() : options;
    try (Scope scope = Scope.open(options)) {
      opened.set(scope);
      Channel<Integer> channel = Channel.buffered(random.nextInt(4));
      for (int i = 0; i < tasks; i++) {
        long seed = random.nextLong();
        boolean fails = i == failing;
        scope.fork(() -> work(new Random(seed), channel, fails, 0));
      }
      if (random.nextBoolean()) {
        scope.join();
      }
    }
  }

  private void work(Random random, Channel<Integer> channel, boolean fails, int depth)
      throws InterruptedException {
    running.incrementAndGet();
    try {
      switch (random.nextInt(depth < 3 ? 5 : 4)) {
        case 0 -> channel.sender().trySend(1);
        case 1 -> channel.receiver().tryReceive();
        case 2 -> {
          channel.sender().trySend(1);
          channel.receiver().receive();
          channel.sender().send(1);
          channel.receiver().receive();
        }
        case 3 -> {
          for (int i = 0; i < random.nextInt(1_000); i++) {
            Thread.onSpinWait();
          }
        }
        default -> nest(random, channel, depth);
      }
      if (fails) {
        throw new ExpectedException();
      }
    } finally {
      running.decrementAndGet();
    }
  }

  private void nest(Random random, Channel<Integer> channel, int depth)
      throws InterruptedException {
    try (Scope inner = Scope.open("inner")) {
      for (int i = 0; i < 3; i++) {
        long seed = random.nextLong();
        inner.fork(() -> work(new Random(seed), channel, false, depth + 1));
      }
      inner.join();
    }
  }

  @Test
  void aForkThatRacesTheCloseEitherRunsWithinTheScopeOrIsRefused() throws Exception {
    for (int round = 0; round < 500; round++) {
      AtomicBoolean closed = new AtomicBoolean();
      AtomicBoolean ranAfterClose = new AtomicBoolean();
      List<Throwable> unexpected = new ArrayList<>();
      try (Scope scope = Scope.open()) {
        scope.fork(() -> {
          try {
            while (true) {
              scope.fork(() -> ranAfterClose.compareAndSet(false, closed.get()));
              if (Thread.currentThread().isInterrupted()) {
                return;
              }
            }
          } catch (IllegalStateException refused) {
            if (!refused.getMessage().equals("fork in a closed scope: 'scope'")) {
              unexpected.add(refused);
            }
          }
        });
        int pause = random.nextInt(2_000);
        for (int i = 0; i < pause; i++) {
          Thread.onSpinWait();
        }
      }
      closed.set(true);

      assertThat(ranAfterClose).isFalse();
      assertThat(unexpected).isEmpty();
    }
    passed = true;
  }

  @Test
  void thousandsOfTasksUnderALimitAllRunOnceAndNeverTooMany() throws Exception {
    AtomicInteger ran = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (Scope scope = Scope.open(ScopeOptions.defaults().limit(16))) {
      for (int i = 0; i < 20_000; i++) {
        scope.fork(() -> {
          most.accumulateAndGet(running.incrementAndGet(), Math::max);
          ran.incrementAndGet();
          running.decrementAndGet();
        });
      }
      scope.join();
    }

    assertThat(ran).hasValue(20_000);
    assertThat(most.get()).isBetween(1, 16);
    passed = true;
  }
}
