package dev.towpath.channel;

import static dev.towpath.channel.Running.awaitParked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class OverflowTest {
  private final List<Integer> undelivered = new ArrayList<>();
  private final List<Integer> received = new ArrayList<>();

  @Test
  void dropOldestKeepsTheLatest() {
    Channel<Integer> channel = of(2, Overflow.DROP_OLDEST);

    for (int i = 0; i < 5; i++) {
      assertThat(channel.sender().trySend(i)).isEqualTo(TrySend.SENT);
    }

    assertThat(undelivered).containsExactly(0, 1, 2);
    assertThat(channel.counts()).isEqualTo(new Channel.Counts(5, 0, 3, 2));
    channel.receiver().drainTo(received, 5);
    assertThat(received).containsExactly(3, 4);
  }

  @Test
  void dropNewestKeepsTheOldest() {
    Channel<Integer> channel = of(2, Overflow.DROP_NEWEST);

    for (int i = 0; i < 5; i++) {
      assertThat(channel.sender().trySend(i)).isEqualTo(TrySend.SENT);
    }

    assertThat(undelivered).containsExactly(2, 3, 4);
    assertThat(channel.counts()).isEqualTo(new Channel.Counts(5, 0, 3, 2));
    channel.receiver().drainTo(received, 5);
    assertThat(received).containsExactly(0, 1);
  }

  @Test
  void dropNewestOnARendezvousDropsWhatNobodyWaitsFor() throws Exception {
    Channel<Integer> channel = of(0, Overflow.DROP_NEWEST);
    channel.sender().send(1);
    var receiving = awaitParked(Running.start(() -> channel.receiver().receive()));

    channel.sender().send(2);

    assertThat(receiving.get()).isEqualTo(2);
    assertThat(undelivered).containsExactly(1);
    assertThat(channel.counts()).isEqualTo(new Channel.Counts(2, 1, 1, 0));
  }

  @ParameterizedTest
  @EnumSource(names = {"DROP_OLDEST", "DROP_NEWEST"})
  void noSendWaitsWhereValuesAreDropped(Overflow overflow) throws InterruptedException {
    Channel<Integer> channel = of(1, overflow);

    channel.sender().send(1);
    channel.sender().send(2);
    TrySend timed = channel.sender().send(3, Duration.ofDays(1));
    String selected = Select.of(Select.send(channel.sender(), 4, () -> "sent")).await();

    assertThat(timed).isEqualTo(TrySend.SENT);
    assertThat(selected).isEqualTo("sent");
    assertThat(undelivered).hasSize(3);
    assertThat(channel.counts()).isEqualTo(new Channel.Counts(4, 0, 3, 1));
  }

  @ParameterizedTest
  @EnumSource(names = {"DROP_OLDEST", "DROP_NEWEST", "FAIL"})
  void selectThatMustLookTwiceOverflowsLikeASend(Overflow overflow) throws Exception {
    Channel<Integer> channel = of(1, overflow);
    channel.sender().send(1);
    Select<String> select =
        Select.of(
                Select.receive(Channel.<Integer>rendezvous().receiver(), v -> "received"),
                Select.send(channel.sender(), 2, () -> "sent"))
            .prioritized();

    if (overflow == Overflow.FAIL) {
      assertThatThrownBy(select::await).isInstanceOf(ChannelClosedException.class);
    } else {
      assertThat(select.await()).isEqualTo("sent");
    }

    assertThat(undelivered).hasSize(overflow == Overflow.FAIL ? 0 : 1);
    assertThat(channel.size()).isEqualTo(1);
  }

  @Test
  void failEndsTheChannelAfterWhatIsBuffered() throws InterruptedException {
    Channel<Integer> channel =
        Channel.<Integer>builder().name("orders").capacity(2).overflow(Overflow.FAIL).build();
    channel.sender().send(1);
    channel.sender().send(2);

    TrySend third = channel.sender().trySend(3);

    assertThat(third).isEqualTo(TrySend.CLOSED);
    assertThat(channel.counts()).isEqualTo(new Channel.Counts(2, 0, 0, 2));
    assertThat(channel.receiver().receive()).isEqualTo(1);
    assertThat(channel.receiver().receive()).isEqualTo(2);
    assertThatThrownBy(() -> channel.receiver().receive())
        .isInstanceOf(OverflowException.class)
        .hasMessage("channel 'orders' overflowed its capacity: 2");
  }

  @Test
  void sendThatOverflowsSeesAClosedChannelAndKeepsItsValue() {
    Channel<Integer> channel = of(1, Overflow.FAIL);
    channel.sender().trySend(1);

    assertThatThrownBy(() -> channel.sender().send(2)).isInstanceOf(ChannelClosedException.class);

    assertThat(undelivered).isEmpty();
    assertThat(channel.sender().trySend(3)).isEqualTo(TrySend.CLOSED);
  }

  @Test
  void failOnARendezvousNeedsAWaitingReceiver() throws Exception {
    Channel<Integer> channel = of(0, Overflow.FAIL);
    var receiving = awaitParked(Running.start(() -> channel.receiver().receive()));

    channel.sender().send(1);
    TrySend second = channel.sender().trySend(2);

    assertThat(receiving.get()).isEqualTo(1);
    assertThat(second).isEqualTo(TrySend.CLOSED);
    assertThatThrownBy(() -> channel.receiver().receive()).isInstanceOf(OverflowException.class);
  }

  @Test
  void overflowTellsThoseWhoWatchTheEmptyRendezvous() {
    Channel<Integer> channel = of(0, Overflow.FAIL);
    channel.receiver().whenReadable(() -> received.add(-1));

    channel.sender().trySend(1);

    assertThat(received).containsExactly(-1);
  }

  @Test
  void channelThatNeverMakesWaitIsAlwaysWritable() {
    for (Overflow overflow : List.of(Overflow.DROP_OLDEST, Overflow.DROP_NEWEST, Overflow.FAIL)) {
      Channel<Integer> channel = of(1, overflow);
      channel.sender().trySend(1);

      channel.sender().whenWritable(() -> received.add(1));
    }

    assertThat(received).hasSize(3);
  }

  private Channel<Integer> of(int capacity, Overflow overflow) {
    return Channel.<Integer>builder()
        .capacity(capacity)
        .overflow(overflow)
        .onUndelivered(undelivered::add)
        .build();
  }
}
