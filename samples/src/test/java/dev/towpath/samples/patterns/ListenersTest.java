package dev.towpath.samples.patterns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.channel.OverflowException;
import dev.towpath.channel.Receiver;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ListenersTest {
  private final List<Consumer<Integer>> listeners = new ArrayList<>();

  @Test
  void aSlowLoopSeesTheLatestValueOnly() throws InterruptedException {
    Receiver<Integer> prices = Listeners.latest(listeners::add);

    publish(1, 2, 3);

    assertThat(prices.receive()).isEqualTo(3);
  }

  @Test
  void aLoopThatIsTooSlowIsToldSoAfterTheFirstValues() throws InterruptedException {
    Receiver<Integer> events = Listeners.every(listeners::add, 2);

    publish(1, 2, 3);

    assertThat(events.receive()).isEqualTo(1);
    assertThat(events.receive()).isEqualTo(2);
    assertThatThrownBy(events::receive).isInstanceOf(OverflowException.class);
  }

  private void publish(int... values) {
    for (int value : values) {
      listeners.forEach(listener -> listener.accept(value));
    }
  }
}
