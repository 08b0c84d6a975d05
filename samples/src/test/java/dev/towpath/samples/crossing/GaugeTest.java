package dev.towpath.samples.crossing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.channel.Channel;
import dev.towpath.channel.Sender;
import java.util.Iterator;
import org.junit.jupiter.api.Test;

class GaugeTest {
  private final Gauge gauge = new Gauge();
  private final Channel<String> channel = Channel.buffered(3);

  @Test
  void keepsTheGreatestNumberOutstanding() {
    handOver("a", "b", "c");
    take(2);
    handOver("d");

    assertThat(gauge.greatest()).isEqualTo(3);
  }

  @Test
  void countsNothingWhileTheLoopIsQuicker() {
    Iterator<String> loop = gauge.takenFrom(channel.receiver()).iterator();

    channel.sender().trySend("before it was counted");
    loop.hasNext();
    gauge.handedOver();

    assertThat(gauge.greatest()).isZero();
  }

  private void handOver(String... values) {
    Sender<String> out = channel.sender();
    for (String value : values) {
      gauge.handedOver();
      out.trySend(value);
    }
  }

  private void take(int count) {
    Iterator<String> loop = gauge.takenFrom(channel.receiver()).iterator();
    for (int i = 0; i < count; i++) {
      loop.hasNext();
      loop.next();
    }
  }
}
