package dev.towpath.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.benchmarks.load.wire.Shot;
import dev.towpath.benchmarks.load.wire.Shot.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private static final long SECOND = 1_000_000;

  private static Shot ok(long intended, long latency) {
    return new Shot(intended, 0, latency, false, Outcome.OK);
  }

  @Test
  void percentileIsTheSmallestThatSoManyDoNotExceed() {
    double[] sorted = DoubleStream.iterate(1, i -> i + 1).limit(100).toArray();

    assertThat(Metrics.percentile(sorted, 50)).isEqualTo(50);
    assertThat(Metrics.percentile(sorted, 99)).isEqualTo(99);
    assertThat(Metrics.percentile(sorted, 99.9)).isEqualTo(100);
    assertThat(Metrics.percentile(new double[0], 50)).isNaN();
  }

  @Test
  void hogsAndFailuresAreNoneOfTheInnocent() {
    List<Shot> shots =
        List.of(
            ok(0, 10),
            ok(1, 20),
            new Shot(2, 7, 5_000, true, Outcome.OK),
            new Shot(3, 0, 9_000, false, Outcome.FAILED),
            new Shot(4, 0, 1, false, Outcome.SHED));

    Map<String, Double> metrics = Metrics.of(shots, 1);

    assertThat(metrics)
        .containsEntry(Cell.P50, 10.0)
        .containsEntry(Cell.P99, 20.0)
        .containsEntry(Cell.HOG_P50, 5_000.0)
        .containsEntry(Cell.FAILED, 1.0)
        .containsEntry(Cell.SHED, 1.0)
        .containsEntry(Cell.SENT, 5.0)
        .containsEntry(Cell.LAG, 7.0);
  }

  @Test
  void throughputCountsWhatIsDoneInTime() {
    List<Shot> shots = List.of(ok(0, SECOND), ok(SECOND, SECOND), ok(SECOND, 2 * SECOND));

    assertThat(Metrics.of(shots, 2)).containsEntry(Cell.THROUGHPUT, 1.0);
  }

  @Test
  void recoveryEndsWithTheLastSlowWindow() {
    List<Shot> shots = new ArrayList<>();
    for (long at = 0; at < 6 * SECOND; at += 10_000) {
      boolean slow = at >= SECOND && at < 2.7 * SECOND;
      shots.add(ok(at, slow ? 500_000 : 1_000));
    }

    assertThat(Metrics.recovery(shots, 1, 2)).isEqualTo(0.75);
  }

  @Test
  void recoveryNeverHappensIfTheEndIsSlow() {
    List<Shot> shots = new ArrayList<>();
    for (long at = 0; at < 4 * SECOND; at += 10_000) {
      shots.add(ok(at, at >= SECOND ? 500_000 : 1_000));
    }

    assertThat(Metrics.recovery(shots, 1, 2)).isInfinite();
  }
}
