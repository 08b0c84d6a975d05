package dev.towpath.samples.go;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GoroutinesTest {
  // @start region="test"
  @Test
  void allHaveEndedAtTheJoinPoint() throws Exception {
    assertThat(Goroutines.sumOfSquares(List.of(1, 2, 3, 4))).isEqualTo(30);
  }
  // @end
}
