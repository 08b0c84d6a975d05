package dev.towpath.samples.go;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PrimeSieveTest {
  // @start region="test"
  @Test
  void theFirstPrimes() throws Exception {
    assertThat(PrimeSieve.primes(10)).containsExactly(2, 3, 5, 7, 11, 13, 17, 19, 23, 29);
  }
  // @end
}
