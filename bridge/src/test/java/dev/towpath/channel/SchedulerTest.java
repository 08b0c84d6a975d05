package dev.towpath.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A scheduler of one's own that uses the very channel its threads wait at, on whatever thread wakes
 * them or is about to wait: it meets no lock of ours that is held.
 */
@Timeout(60)
class SchedulerTest {
  private static final int COUNT = 2_000;

  private final Loop loop = new Loop();

  @AfterEach
  void closeLoop() throws InterruptedException {
    loop.close();
  }

  @Test
  @DisplayName(
      "pitfall 49: a scheduler that looks at the channel while it wakes does not dead-lock")
  void usesTheChannelWhileItWakes() throws Exception {
    Channel<Integer> channel = Channel.buffered(1);
    loop.onResume = () -> assertThat(channel.size()).isBetween(0, 1);

    var receiving = loop.start(() -> receiveAll(channel));
    var sending = loop.start(() -> sendAll(channel));

    sending.get();
    assertThat(receiving.get()).isEqualTo(IntStream.range(0, COUNT).boxed().toList());
    assertThat(loop.resumed.get()).isPositive();
  }

  @Test
  @DisplayName(
      "pitfall 49: a scheduler that sends and receives itself while it wakes loses nothing")
  void sendsAndReceivesWhileItWakes() throws Exception {
    Channel<Integer> channel = Channel.buffered(1);
    List<Integer> stolen = new ArrayList<>(); // the loop's threads have turns: one at a time
    loop.onResume =
        () -> {
          if (channel.receiver().tryReceive() instanceof TryReceive.Value<Integer>(Integer value)) {
            stolen.add(value);
          }
        };

    var receiving = loop.start(() -> receiveAll(channel));
    var sending = loop.start(() -> sendAll(channel));

    sending.get();
    stolen.addAll(receiving.get());
    assertThat(stolen)
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, COUNT).boxed().toList());
  }

  @Test
  @DisplayName("pitfall 49: nor does one that looks at the channel before its thread suspends")
  void usesTheChannelBeforeItSuspends() throws Exception {
    Channel<Integer> channel = Channel.rendezvous();
    loop.onPrepare = () -> assertThat(channel.size()).isZero();
    loop.onSuspend = () -> assertThat(channel.counts().undelivered()).isZero();

    var receiving = loop.start(() -> receiveAll(channel));
    var sending = loop.start(() -> sendAll(channel));

    sending.get();
    assertThat(receiving.get()).hasSize(COUNT);
    assertThat(loop.suspended.get()).isPositive();
  }

  private static void sendAll(Channel<Integer> channel) throws InterruptedException {
    try (Sender<Integer> out = channel.sender()) {
      for (int i = 0; i < COUNT; i++) {
        out.send(i);
      }
    }
  }

  private static List<Integer> receiveAll(Channel<Integer> channel) {
    List<Integer> received = new ArrayList<>();
    channel.receiver().forEach(received::add);
    return received;
  }
}
