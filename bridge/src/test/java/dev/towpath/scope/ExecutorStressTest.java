package dev.towpath.scope;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** To run one seed again: {@code -Dtowpath.stress.seed=...}. */
@Timeout(600)
class ExecutorStressTest {
  private static final long SEED =
      Long.getLong("towpath.stress.seed", ThreadLocalRandom.current().nextLong());

  private final List<Throwable> uncaught = new CopyOnWriteArrayList<>();
  private Thread.UncaughtExceptionHandler before;

  @BeforeEach
  void listen() {
    before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> {
      if (!thrown.getClass().getSimpleName().equals("Boom")) {
        uncaught.add(thrown);
      }
    });
  }

  @AfterEach
  void nothingElseWasThrown() {
    Thread.setDefaultUncaughtExceptionHandler(before);
    assertThat(uncaught).isEmpty();
  }

  @Test
  void everyTaskMeetsOneFate() throws InterruptedException {
    for (int i = 0; i < 60; i++) {
      new ExecutorStress(SEED + i, 60, 40).run();
    }
  }

  @Test
  void everyTaskMeetsOneFateWithFewThreads() throws InterruptedException {
    for (int i = 0; i < 300; i++) {
      new ExecutorStress(SEED + i, 3, 60).run();
    }
  }

  @Test
  void noEndOfATaskIsMissedByWhoIsAboutToWaitForIt() throws Exception {
    List<Started<Integer>> asking = new ArrayList<>();
    try (BoundedExecutor executor = BoundedExecutor.of(4, 4)) {
      for (int i = 0; i < 8; i++) {
        asking.add(
            Started.start(() -> {
              int sum = 0;
              for (int round = 0; round < 5_000; round++) {
                sum += executor.submit(() -> 1).get();
              }
              return sum;
            }));
      }
      for (Started<Integer> each : asking) {
        assertThat(each.get()).isEqualTo(5_000);
      }
    }
  }

  @Test
  @Tag("heavy")
  void everyTaskMeetsOneFateWithThousandsOfThreads() throws InterruptedException {
    for (int i = 0; i < 20; i++) {
      new ExecutorStress(SEED + i, 5_000, 10).run();
    }
  }

  @Test
  @Tag("heavy")
  void everyTaskMeetsOneFateForALongTime() throws InterruptedException {
    for (int i = 0; i < 1_000; i++) {
      new ExecutorStress(SEED + i, 60, 40).run();
    }
  }
}
