package dev.towpath.samples.patterns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.channel.Channel;
import org.junit.jupiter.api.Test;

class StoppableTest {
  private final Channel<String> values = Channel.buffered(1);
  private final Channel<Void> stop = Channel.rendezvous();

  @Test
  void givesTheNextValue() throws InterruptedException {
    values.sender().send("tea");

    assertThat(Stoppable.next(values.receiver(), stop.receiver())).contains("tea");
  }

  @Test
  void stopWinsOverAValue() throws InterruptedException {
    values.sender().send("tea");
    stop.sender().close();

    assertThat(Stoppable.next(values.receiver(), stop.receiver())).isEmpty();
    assertThat(values.size()).isEqualTo(1);
  }

  @Test
  void endsWithTheStream() throws InterruptedException {
    values.sender().close();

    assertThat(Stoppable.next(values.receiver(), stop.receiver())).isEmpty();
  }

  @Test
  void failsAsTheStreamDoes() {
    RuntimeException failure = new IllegalArgumentException("bad tea");
    values.sender().fail(failure);

    assertThatThrownBy(() -> Stoppable.next(values.receiver(), stop.receiver())).isSameAs(failure);
  }
}
