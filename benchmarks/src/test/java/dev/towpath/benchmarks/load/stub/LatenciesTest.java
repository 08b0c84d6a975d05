package dev.towpath.benchmarks.load.stub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {
  @Test
  void followsTheTable() throws Exception {
    Latencies latencies = Latencies.read();

    assertThat(latencies.at(0)).isEqualTo(2);
    assertThat(latencies.at(0.5)).isEqualTo(6);
    assertThat(latencies.at(0.95)).isCloseTo(15 + 15 * 5 / 9.0, within(1e-9));
    assertThat(latencies.at(1)).isEqualTo(80);
  }

  @Test
  void manyRequestsHaveTheMedianOfTheTable() throws Exception {
    Latencies latencies = Latencies.read();

    long[] millis = LongStream.range(0, 10_000).map(latencies::millis).sorted().toArray();

    assertThat(millis[5_000]).isEqualTo(6);
    assertThat(millis[9_900]).isBetween(28L, 32L);
    assertThat(millis[0]).isEqualTo(2);
  }
}
