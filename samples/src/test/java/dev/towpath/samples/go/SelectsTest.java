package dev.towpath.samples.go;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.channel.Channel;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SelectsTest {
  // @start region="test"
  @Test
  void theFirstThatIsReadyOrTheEndOfTheTime() throws Exception {
    Channel<String> tea = Channel.buffered(1);
    Channel<String> coffee = Channel.buffered(1);
    coffee.sender().send("ada");

    String first = Selects.firstOf(tea.receiver(), coffee.receiver(), Duration.ofMinutes(1));
    String none = Selects.firstOf(tea.receiver(), coffee.receiver(), Duration.ofMillis(1));

    assertThat(first).isEqualTo("coffee for ada");
    assertThat(none).isEqualTo("nobody came");
    assertThat(Selects.atOnce(tea.receiver())).isEqualTo("nobody there");
  }
  // @end
}
