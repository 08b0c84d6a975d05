package dev.towpath.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * How many values: {@code -Dtowpath.stress.values=...}. To run one seed again: {@code
 * -Dtowpath.stress.seed=...}.
 */
@Tag("heavy")
@Timeout(7_200)
class VolumeTest {
  private static final long VALUES = Long.getLong("towpath.stress.values", 100_000_000);
  private static final long SEED =
      Long.getLong("towpath.stress.seed", ThreadLocalRandom.current().nextLong());
  private static final long SLACK = 16 << 20;

  @Test
  void ofAHundredMillionValuesNoneIsLostOrDoubledOrOvertaken() throws Exception {
    long passed = 0;
    long heap = 0;
    for (long round = 0; passed < VALUES; round++) {
      passed += new Volume(SEED + round).run();
      if (heap == 0 && passed > VALUES / 10) {
        heap = usedHeap();
      }
    }

    assertThat(usedHeap()).as("bytes, flat from a tenth on").isLessThan(heap + SLACK);
    System.out.printf("%,d values passed, seed %d%n", passed, SEED);
  }

  private static long usedHeap() {
    System.gc();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
