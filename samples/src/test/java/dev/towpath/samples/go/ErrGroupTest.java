package dev.towpath.samples.go;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.channel.Channel;
import dev.towpath.channel.Receiver;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ErrGroupTest {
  // @start region="test"
  @Test
  void allResultsInTheirOrder() throws Exception {
    assertThat(ErrGroup.fetched(List.of(() -> "a", () -> "b"))).containsExactly("a", "b");
  }

  @Test
  void theFirstFailureEndsTheOthersWaits() {
    Receiver<String> never = Channel.<String>never().receiver();

    assertThatThrownBy(() ->
            ErrGroup.fetched(
                List.of(
                    never::receive,
                    () -> {
                      throw new IllegalStateException("no current");
                    })))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no current");
  }
  // @end
}
