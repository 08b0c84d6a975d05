package dev.towpath.channel;

import static dev.towpath.channel.Running.awaitParked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many values in one call, {@link Sender#sendAll}. */
@Timeout(20)
class BatchTest {
  private static final List<Integer> TEN = IntStream.range(0, 10).boxed().toList();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 10, 64})
  void allAreReceivedInOrderWhateverTheCapacity(int capacity) throws Exception {
    Channel<Integer> channel = Channel.<Integer>builder().capacity(capacity).build();

    var sending = Running.start(() -> channel.sender().sendAll(TEN));

    List<Integer> received = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      received.add(channel.receiver().receive());
    }
    assertThat(received).isEqualTo(TEN);
    assertThat(sending.get()).isEqualTo(10);
    assertThat(channel.counts()).isEqualTo(new Channel.Counts(10, 10, 0, 0));
  }

  @Test
  void waitingReceiversAreAllServedByOneCall() throws Exception {
    Channel<Integer> channel = Channel.buffered(4);
    List<Running<Integer>> receiving = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      receiving.add(awaitParked(Running.start(() -> channel.receiver().receive())));
    }

    int sent = channel.sender().sendAll(TEN);

    List<Integer> received = new ArrayList<>();
    for (Running<Integer> one : receiving) {
      received.add(one.get());
    }
    assertThat(sent).isEqualTo(10);
    assertThat(received).containsExactlyInAnyOrderElementsOf(TEN);
  }

  @Test
  void aCloseInTheMiddleTellsHowManyWereSent() throws Exception {
    List<Integer> undelivered = new ArrayList<>();
    Channel<Integer> channel =
        Channel.<Integer>builder().capacity(4).onUndelivered(undelivered::add).build();
    var sending = awaitParked(Running.start(() -> channel.sender().sendAll(TEN)));

    channel.receiver().close();

    assertThat(sending.get()).isEqualTo(4);
    assertThat(undelivered).containsExactly(0, 1, 2, 3);
    assertThatThrownBy(() -> channel.sender().sendAll(TEN))
        .isInstanceOf(ChannelClosedException.class);
  }

  @Test
  void anInterruptInTheMiddleTellsHowManyWereSentAndKeepsTheFlag() throws Exception {
    Channel<Integer> channel = Channel.buffered(4);
    var sending = awaitParked(Running.start(() -> channel.sender().sendAll(TEN)));

    sending.interrupt();

    assertThat(sending.get()).isEqualTo(4);
    assertThat(sending.wasInterruptedAtEnd()).isTrue();
    assertThat(channel.size()).isEqualTo(4);
  }

  @Test
  void anInterruptBeforeTheFirstIsThrown() throws Exception {
    Channel<Integer> channel = Channel.rendezvous();
    var sending = awaitParked(Running.start(() -> channel.sender().sendAll(TEN)));

    sending.interrupt();

    assertThatThrownBy(sending::get).isInstanceOf(InterruptedException.class);
    assertThat(channel.counts()).isEqualTo(new Channel.Counts(0, 0, 0, 0));
  }

  @Test
  void nullAmongThemIsRejectedWithTheChannelsNameAndNothingIsSent() {
    Channel<Integer> channel = Channel.<Integer>builder().name("tea").capacity(4).build();

    assertThatThrownBy(() -> channel.sender().sendAll(Arrays.asList(1, null)))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("null cannot be sent: channel 'tea'");
    assertThat(channel.size()).isZero();
  }

  @Test
  void noValuesAreSentAtOnce() throws Exception {
    assertThat(Channel.<Integer>rendezvous().sender().sendAll(List.of())).isZero();
  }

  @Test
  void aFullChannelThatDropsTheOldestTakesThemAll() throws Exception {
    Channel<Integer> channel =
        Channel.<Integer>builder().capacity(2).overflow(Overflow.DROP_OLDEST).build();

    int sent = channel.sender().sendAll(TEN);

    List<Integer> kept = new ArrayList<>();
    channel.receiver().drainTo(kept, 10);
    assertThat(sent).isEqualTo(10);
    assertThat(kept).containsExactly(8, 9);
    assertThat(channel.counts()).isEqualTo(new Channel.Counts(10, 2, 8, 0));
  }
}
