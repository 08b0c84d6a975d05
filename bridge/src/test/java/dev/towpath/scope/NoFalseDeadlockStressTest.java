package dev.towpath.scope;

import static dev.towpath.channel.Select.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.channel.Channel;
import dev.towpath.channel.Receiver;
import dev.towpath.channel.Select;
import dev.towpath.channel.Sender;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Programs in which hardly anybody runs at a time, looked at without a pause. */
@Timeout(60)
class NoFalseDeadlockStressTest {
  private final long seed = Long.getLong("scope.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final AtomicBoolean over = new AtomicBoolean();
  private boolean passed;

  @AfterEach
  void tellTheSeed() {
    if (!passed) {
      System.err.println("-Dscope.seed=" + seed);
    }
  }

  /** Looks all the time, beside what the scope does. */
  private Thread lookAt(Scope scope) {
    Deadlocks deadlocks = Objects.requireNonNull(scope.root.deadlocks);
    return Thread.ofPlatform()
        .daemon()
        .start(() -> {
          while (!over.get()) {
            deadlocks.look();
          }
        });
  }

  private <V> Channel<V> channel(Scope scope) {
    return scope.channel(Channel.<V>builder().capacity(random.nextInt(3)));
  }

  @Test
  void aTokenGoesRoundTheRing() throws Exception {
    for (int round = 0; round < 5; round++) {
      int hops = 1_000;
      int last = -1;
      over.set(false);
      try (Scope scope = Scope.open("ring")) {
        List<Channel<Integer>> ring = new ArrayList<>();
        int size = 2 + random.nextInt(8);
        for (int i = 0; i < size; i++) {
          ring.add(channel(scope));
        }
        for (int i = 0; i < size - 1; i++) {
          Receiver<Integer> from = ring.get(i).receiver();
          Sender<Integer> to = ring.get(i + 1).sender();
          scope.fork(() -> passOn(from, to));
        }
        Thread looking = lookAt(scope);
        for (int hop = 0; hop < hops; hop++) {
          ring.get(0).sender().send(hop);
          last = ring.get(size - 1).receiver().receive();
        }
        ring.get(0).sender().close();
        scope.join();
        over.set(true);
        looking.join();
      }

      assertThat(last).isEqualTo(hops - 1);
    }
    passed = true;
  }

  private static void passOn(Receiver<Integer> from, Sender<Integer> to) throws Exception {
    for (int token : from) {
      to.send(token);
    }
    to.close();
  }

  @Test
  void tasksAndScopesComeAndGo() throws Exception {
    int sum = 0;
    int expected = 0;
    try (Scope scope = Scope.open("tree")) {
      Channel<Integer> sums = channel(scope);
      Thread looking = lookAt(scope);
      for (int round = 0; round < 400; round++) {
        int leaves = 1 + random.nextInt(4);
        expected += leaves;
        boolean inside = random.nextBoolean();
        scope.fork(() -> sums.sender().send(inside ? countInside(leaves) : leaves));
        sum += sums.receiver().receive();
      }
      scope.join();
      over.set(true);
      looking.join();
    }

    assertThat(sum).isEqualTo(expected);
    passed = true;
  }

  @Test
  void aTaskIsForkedAndWaitedForBesideManyWhoWait() throws Exception {
    int sum = 0;
    try (Scope scope = Scope.open("office")) {
      Channel<Integer> idle = channel(scope);
      Channel<Integer> busy = channel(scope);
      for (int i = 0; i < 300; i++) {
        scope.fork(() -> idle.receiver().forEach(nothing -> {}));
      }
      Thread looking = lookAt(scope);
      for (int round = 0; round < 2_000; round++) {
        scope.fork(() -> busy.sender().send(1));
        sum += busy.receiver().receive();
      }
      idle.sender().close();
      scope.join();
      over.set(true);
      looking.join();
    }

    assertThat(sum).isEqualTo(2_000);
    passed = true;
  }

  /** Has the leaves of a scope of its own send one each. */
  private static int countInside(int leaves) throws Exception {
    try (Scope scope = Scope.open("branch")) {
      Channel<Integer> ones = scope.channel(Channel.builder());
      for (int i = 0; i < leaves; i++) {
        scope.fork(() -> Select.of(send(ones.sender(), 1, () -> true)).await());
      }
      scope.forkBackground(() -> {
        Channel<Integer> unused = scope.channel(Channel.builder());
      });
      int sum = 0;
      for (int i = 0; i < leaves; i++) {
        sum += ones.receiver().receive();
      }
      scope.join();
      return sum;
    }
  }
}
