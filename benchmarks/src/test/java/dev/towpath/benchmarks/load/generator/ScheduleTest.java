package dev.towpath.benchmarks.load.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.towpath.benchmarks.load.wire.Pairs;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {
  private static final Pairs SETTINGS =
      Pairs.parse("seed=1 cpu=200 hogs=0.05 hogmin=50000 hogmax=200000");

  private static Schedule schedule(String phases, String arrivals, long seed) {
    return Schedule.of(
        Pairs.parse(SETTINGS.toString())
            .with("phases", phases)
            .with("arrivals", arrivals)
            .with("seed", seed));
  }

  @Test
  void constantArrivalsAreEquallySpaced() {
    Schedule schedule = schedule("100:1", "constant", 1);

    assertThat(schedule.at).hasSize(99);
    assertThat(schedule.at[0]).isEqualTo(10_000_000);
    assertThat(schedule.at[50] - schedule.at[49]).isEqualTo(10_000_000);
  }

  @Test
  void poissonGapsHaveTheirMeanAndAsMuchSpread() {
    Schedule schedule = schedule("1000:20", "poisson", 1);

    double[] gaps =
        IntStream.range(1, schedule.size())
            .mapToDouble(i -> (schedule.at[i] - schedule.at[i - 1]) / 1e6)
            .toArray();
    double mean = Arrays.stream(gaps).average().orElseThrow();
    double variance =
        Arrays.stream(gaps).map(gap -> (gap - mean) * (gap - mean)).average().orElseThrow();

    assertThat(mean).isCloseTo(1, within(0.03));
    assertThat(Math.sqrt(variance)).isCloseTo(1, within(0.05));
  }

  @Test
  void phasesFollowOneAnother() {
    Schedule schedule = schedule("10:1,100:1,10:1", "constant", 1);

    long inTheMiddle =
        Arrays.stream(schedule.at).filter(at -> at >= 1_000_000_000 && at < 2_000_000_000).count();

    assertThat(inTheMiddle).isEqualTo(99);
    assertThat(schedule.at[schedule.size() - 1]).isGreaterThan(2_800_000_000L);
  }

  @Test
  void sameSeedGivesTheSameRequests() {
    Schedule one = schedule("50:2", "poisson", 7);
    Schedule other = schedule("50:2", "poisson", 7);

    assertThat(other.at).isEqualTo(one.at);
    assertThat(other.hog).isEqualTo(one.hog);
    assertThat(other.cpu).isEqualTo(one.cpu);
    assertThat(schedule("50:2", "poisson", 8).at).isNotEqualTo(one.at);
  }

  @Test
  void hogsAreExactlyTheirShareAndBurnWhatHogsBurn() {
    Schedule schedule = schedule("101:10", "constant", 3);

    int hogs = 0;
    for (int i = 0; i < schedule.size(); i++) {
      hogs += schedule.hog[i] ? 1 : 0;
      assertThat(schedule.cpu[i])
          .isBetween(schedule.hog[i] ? 50_000 : 200, schedule.hog[i] ? 200_000 : 200);
    }

    assertThat(hogs).isEqualTo(Math.round(0.05 * schedule.size()));
  }

  @ParameterizedTest
  @CsvSource({
    "0:1, poisson, rate <= 0: 0.0",
    "NaN:1, poisson, rate <= 0: NaN",
    "1e9:1, constant, more than 1000000 requests in one run",
    "10:1, sometimes, arrivals neither constant nor poisson: sometimes",
  })
  void impossibleOnesAreRefused(String phases, String arrivals, String message) {
    assertThatThrownBy(() -> schedule(phases, arrivals, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
