package dev.towpath.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class EstimateTest {
  @Test
  void medianOfAnOddNumberIsTheOneInTheMiddle() {
    Estimate estimate = Estimate.of(List.of(9.0, 1.0, 2.0));

    assertThat(estimate.median()).isEqualTo(2.0);
    assertThat(estimate.samples()).isEqualTo(3);
  }

  @Test
  void medianOfAnEvenNumberIsTheMeanOfTheTwoInTheMiddle() {
    assertThat(Estimate.of(List.of(4.0, 1.0, 2.0, 100.0)).median()).isEqualTo(3.0);
  }

  @Test
  void spreadHardlyNoticesOneOutlier() {
    Estimate estimate = Estimate.of(List.of(10.0, 11.0, 12.0, 13.0, 1000.0));

    assertThat(estimate.spread()).isCloseTo(1.4826, within(1e-9));
  }

  @Test
  void oneSampleHasNoSpread() {
    assertThat(Estimate.of(List.of(7.0)).spread()).isZero();
  }

  @Test
  void noSampleIsRefused() {
    assertThatThrownBy(() -> Estimate.of(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an estimate needs samples: 0");
  }
}
