package dev.towpath.samples.go;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FairnessTest {
  // @start region="test"
  @Test
  void bothAreChosenAboutEquallyOften() throws Exception {
    assertThat(Fairness.leftOf(10_000, false)).isBetween(4_500, 5_500); // ten standard deviations
  }

  @Test
  void orTheFirstListedAlways() throws Exception {
    assertThat(Fairness.leftOf(10_000, true)).isEqualTo(10_000);
  }
  // @end
}
