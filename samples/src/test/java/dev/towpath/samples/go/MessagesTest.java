package dev.towpath.samples.go;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class MessagesTest {
  // @start region="test"
  @ParameterizedTest
  @CsvSource({"0", "2", "10"})
  void aRangeEndsWhenTheChannelIsClosedAndDrained(int capacity) throws Exception {
    assertThat(Messages.exchanged(capacity)).containsExactly("message 1", "message 2", "message 3");
  }
  // @end
}
