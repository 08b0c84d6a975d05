package dev.towpath.timeline.samples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SamplesTest {
  @Test
  void theTokenIsHandedOnByEveryTaskInEveryLap() throws Exception {
    int handedOn = Ring.run(5, 4);

    assertThat(handedOn).isEqualTo(20);
  }

  @Test
  void theWorkersDoEachJobOnce() throws Exception {
    long numbers = Workers.run(3, 10);

    assertThat(numbers).isEqualTo(55);
  }

  @Test
  void theSieveLeavesThePrimes() throws Exception {
    var primes = Sieve.run(10);

    assertThat(primes).containsExactly(2, 3, 5, 7, 11, 13, 17, 19, 23, 29);
  }
}
