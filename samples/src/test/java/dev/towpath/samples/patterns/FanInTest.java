package dev.towpath.samples.patterns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.channel.Channel;
import org.junit.jupiter.api.Test;

class FanInTest {
  private final Channel<String> left = Channel.buffered(2);
  private final Channel<String> right = Channel.buffered(2);
  private final Channel<String> out = Channel.buffered(4);

  @Test
  void allValuesOfBothArriveEachStreamInOrder() throws InterruptedException {
    fill(left, "a1", "a2");
    fill(right, "b1", "b2");

    FanIn.merge(left.receiver(), right.receiver(), out.sender());
    out.sender().close();

    assertThat(out.receiver().stream().toList())
        .containsExactlyInAnyOrder("a1", "a2", "b1", "b2")
        .containsSubsequence("a1", "a2")
        .containsSubsequence("b1", "b2");
  }

  @Test
  void aFailureOfOneIsThrown() {
    RuntimeException failure = new IllegalArgumentException("bad tea");
    left.sender().fail(failure);

    assertThatThrownBy(() -> FanIn.merge(left.receiver(), right.receiver(), out.sender()))
        .isSameAs(failure);
  }

  private static void fill(Channel<String> channel, String... values) throws InterruptedException {
    try (var sender = channel.sender()) {
      for (String value : values) {
        sender.send(value);
      }
    }
  }
}
