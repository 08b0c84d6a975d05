package dev.towpath.samples.go;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FanInFanOutTest {
  // @start region="test"
  @Test
  void eachValueGoesToOneReaderAndAllResultsComeBack() throws Exception {
    List<Integer> squares = FanInFanOut.squares(List.of(1, 2, 3, 4, 5), 3);

    assertThat(squares).containsExactly(1, 4, 9, 16, 25);
  }
  // @end
}
