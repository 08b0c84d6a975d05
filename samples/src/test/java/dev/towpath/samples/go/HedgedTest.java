package dev.towpath.samples.go;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.channel.Channel;
import dev.towpath.channel.Receiver;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HedgedTest {
  // @start region="test"
  private final Receiver<String> never = Channel.<String>never().receiver();

  @Test
  void theFirstAnswerWinsAndTheOthersAreStopped() throws Exception {
    assertThat(Hedged.first(List.of(never::receive, () -> "quick", never::receive)))
        .isEqualTo("quick");
  }

  @Test
  void theSecondIsAskedOnlyWhenTheFirstIsSlow() throws Exception {
    AtomicBoolean asked = new AtomicBoolean();
    Callable<String> second =
        () -> {
          asked.set(true);
          return "second";
        };

    assertThat(Hedged.hedged(() -> "first", second, Duration.ofMinutes(1))).isEqualTo("first");
    assertThat(asked).isFalse();
    assertThat(Hedged.hedged(never::receive, second, Duration.ofMillis(1))).isEqualTo("second");
  }
  // @end
}
