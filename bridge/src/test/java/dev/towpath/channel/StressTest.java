package dev.towpath.channel;

import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** To run one seed again: {@code -Dtowpath.stress.seed=...}. */
@Timeout(600)
class StressTest {
  private static final long SEED =
      Long.getLong("towpath.stress.seed", ThreadLocalRandom.current().nextLong());

  @Test
  void everyValueIsInExactlyOnePlace() throws InterruptedException {
    for (int i = 0; i < 40; i++) {
      new Stress(SEED + i, 60, 40, 200).run();
    }
  }

  @Test
  void everyValueIsInExactlyOnePlaceWithFewThreads() throws InterruptedException {
    for (int i = 0; i < 300; i++) {
      new Stress(SEED + i, 3, 5, 200).run();
    }
  }

  @Test
  @Tag("heavy")
  void everyValueIsInExactlyOnePlaceWithThousandsOfThreads() throws InterruptedException {
    for (int i = 0; i < 10; i++) {
      new Stress(SEED + i, 6_000, 5_000, 50).run();
    }
  }

  @Test
  @Tag("heavy")
  void everyValueIsInExactlyOnePlaceForALongTime() throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      new Stress(SEED + i, 100, 60, 1_000).run();
    }
  }
}
