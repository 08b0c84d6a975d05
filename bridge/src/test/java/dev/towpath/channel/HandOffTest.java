package dev.towpath.channel;

import static dev.towpath.channel.Running.awaitParked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.channel.Running.Kind;
import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class HandOffTest {
  private static final Duration LONG = Duration.ofHours(1);

  @ParameterizedTest
  @EnumSource
  void waitingReceiverIsHandedTheNextValueSent(Kind kind) throws Exception {
    Channel<String> channel = Channel.rendezvous();
    var received = awaitParked(kind.start(() -> channel.receiver().receive()));

    channel.sender().send("tea");

    assertThat(received.get()).isEqualTo("tea");
    assertThat(channel.counts()).isEqualTo(new Channel.Counts(1, 1, 0, 0));
  }

  @ParameterizedTest
  @EnumSource
  void waitingSenderGoesOnWhenItsValueIsTaken(Kind kind) throws Exception {
    Channel<String> channel = Channel.rendezvous();
    var sent = awaitParked(kind.start(() -> channel.sender().send("tea")));

    String received = channel.receiver().receive();

    assertThat(received).isEqualTo("tea");
    sent.get();
  }

  @Test
  void valueOfAWaitingSenderIsNotSentYet() throws Exception {
    Channel<String> channel = Channel.rendezvous();

    var sending = awaitParked(Running.start(() -> channel.sender().send("tea")));

    assertThat(channel.counts()).isEqualTo(new Channel.Counts(0, 0, 0, 0));
    assertThat(channel.size()).isZero();
    assertThat(sending.isDone()).isFalse();
    channel.receiver().close();
  }

  @ParameterizedTest
  @EnumSource
  void senderWaitsOnAFullBufferAndItsValueComesLast(Kind kind) throws Exception {
    Channel<String> channel = Channel.buffered(2);
    channel.sender().send("tea");
    channel.sender().send("milk");
    var sent = awaitParked(kind.start(() -> channel.sender().send("sugar")));

    String first = channel.receiver().receive();

    sent.get();
    assertThat(first).isEqualTo("tea");
    assertThat(channel.size()).isEqualTo(2);
    assertThat(channel.receiver().receive()).isEqualTo("milk");
    assertThat(channel.receiver().receive()).isEqualTo("sugar");
  }

  @ParameterizedTest
  @EnumSource
  void receiverWaitsOnAnEmptyBuffer(Kind kind) throws Exception {
    Channel<String> channel = Channel.buffered(2);
    var received = awaitParked(kind.start(() -> channel.receiver().receive()));

    channel.sender().send("tea");

    assertThat(received.get()).isEqualTo("tea");
    assertThat(channel.size()).isZero();
  }

  @ParameterizedTest
  @MethodSource("capacities")
  void waitingSendersAreServedFirstComeFirstServed(int capacity) throws Exception {
    Channel<Integer> channel = full(capacity);
    List<Running<Void>> sending = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      int value = capacity + i;
      sending.add(awaitParked(Running.start(() -> channel.sender().send(value))));
    }

    List<Integer> received = new ArrayList<>();
    for (int i = 0; i < capacity + 5; i++) {
      received.add(channel.receiver().receive());
    }

    assertThat(received).hasSize(capacity + 5).isSorted();
    for (Running<Void> sent : sending) {
      sent.get();
    }
  }

  @ParameterizedTest
  @MethodSource("capacities")
  void waitingReceiversAreServedFirstComeFirstServed(int capacity) throws Exception {
    Channel<Integer> channel = Channel.buffered(capacity);
    List<Running<Integer>> receiving = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      receiving.add(awaitParked(Running.start(() -> channel.receiver().receive())));
    }

    for (int i = 0; i < 5; i++) {
      channel.sender().send(i);
    }

    for (int i = 0; i < 5; i++) {
      assertThat(receiving.get(i).get()).isEqualTo(i);
    }
  }

  @Test
  void tryFormsMeetThoseWhoWait() throws Exception {
    Channel<String> channel = Channel.rendezvous();

    var sent = awaitParked(Running.start(() -> channel.sender().send("tea")));
    TryReceive<String> received = channel.receiver().tryReceive();
    var taken = awaitParked(Running.start(() -> channel.receiver().receive()));
    TrySend answer = channel.sender().trySend("milk");

    assertThat(received).isEqualTo(new TryReceive.Value<>("tea"));
    assertThat(answer).isEqualTo(TrySend.SENT);
    sent.get();
    assertThat(taken.get()).isEqualTo("milk");
  }

  @Test
  void tryFormsAnswerFullAndEmptyOnlyWhenItIsSo() {
    Channel<String> channel = Channel.buffered(1);

    assertThat(channel.receiver().tryReceive()).isEqualTo(new TryReceive.Empty<>());
    assertThat(channel.sender().trySend("tea")).isEqualTo(TrySend.SENT);
    assertThat(channel.sender().trySend("milk")).isEqualTo(TrySend.FULL);
    assertThat(channel.receiver().tryReceive()).isEqualTo(new TryReceive.Value<>("tea"));
    assertThat(channel.receiver().tryReceive()).isEqualTo(new TryReceive.Empty<>());
    assertThat(channel.counts()).isEqualTo(new Channel.Counts(1, 1, 0, 0));
  }

  @Test
  void trySendDoesNotMeetAReceiverThatLeft() throws Exception {
    Channel<String> channel = Channel.rendezvous();
    var left = awaitParked(Running.start(() -> channel.receiver().receive()));
    left.interrupt();
    assertThatThrownBy(left::get).isInstanceOf(InterruptedException.class);

    TrySend answer = channel.sender().trySend("tea");

    assertThat(answer).isEqualTo(TrySend.FULL);
  }

  @ParameterizedTest
  @MethodSource("limitsThatDoNotWait")
  void timedFormsWithoutTimeAnswerLikeTheTryForms(Duration limit) throws InterruptedException {
    Channel<String> channel = Channel.buffered(1);

    assertThat(channel.receiver().receive(limit)).isEqualTo(new TryReceive.Empty<>());
    assertThat(channel.sender().send("tea", limit)).isEqualTo(TrySend.SENT);
    assertThat(channel.sender().send("milk", limit)).isEqualTo(TrySend.FULL);
    assertThat(channel.receiver().receive(limit)).isEqualTo(new TryReceive.Value<>("tea"));
  }

  @Test
  void timedFormsGiveUpWhenTheTimeIsUpAndMoveNothing() throws InterruptedException {
    Channel<String> channel = Channel.rendezvous();
    Duration limit = Duration.ofMillis(2);

    TryReceive<String> received = channel.receiver().receive(limit);
    TrySend sent = channel.sender().send("tea", limit);

    assertThat(received).isEqualTo(new TryReceive.Empty<>());
    assertThat(sent).isEqualTo(TrySend.FULL);
    assertThat(channel.counts()).isEqualTo(new Channel.Counts(0, 0, 0, 0));
    assertThat(channel.receiver().tryReceive()).isEqualTo(new TryReceive.Empty<>());
  }

  @ParameterizedTest
  @MethodSource("limitsThatWait")
  void timedFormsMeetWhoeverComesInTime(Duration limit) throws Exception {
    Channel<String> channel = Channel.rendezvous();

    var received = awaitParked(Running.start(() -> channel.receiver().receive(limit)));
    channel.sender().send("tea");
    var sent = awaitParked(Running.start(() -> channel.sender().send("milk", limit)));
    channel.receiver().receive();

    assertThat(received.get()).isEqualTo(new TryReceive.Value<>("tea"));
    assertThat(sent.get()).isEqualTo(TrySend.SENT);
  }

  @Test
  void timedFormsTellTheEndInsteadOfThrowingIt() throws Exception {
    Channel<String> channel = Channel.rendezvous();
    Exception cause = new Exception("no tea");
    var receiving = awaitParked(Running.start(() -> channel.receiver().receive(LONG)));

    channel.sender().fail(cause);

    assertThat(receiving.get()).isEqualTo(new TryReceive.Closed<>(cause));
    assertThat(channel.receiver().receive(LONG)).isEqualTo(new TryReceive.Closed<>(cause));
    assertThat(channel.sender().send("tea", LONG)).isEqualTo(TrySend.CLOSED);
  }

  @Test
  void batchTakesWhatIsThereInOrderAndWhatSendersHold() throws Exception {
    Channel<Integer> channel = full(2);
    var third = awaitParked(Running.start(() -> channel.sender().send(2)));
    var fourth = awaitParked(Running.start(() -> channel.sender().send(3)));
    List<Integer> received = new ArrayList<>(List.of(-1));

    int count = channel.receiver().drainTo(received, 10);

    assertThat(count).isEqualTo(4);
    assertThat(received).containsExactly(-1, 0, 1, 2, 3);
    third.get();
    fourth.get();
    assertThat(channel.counts()).isEqualTo(new Channel.Counts(4, 4, 0, 0));
  }

  @Test
  void batchTakesNoMoreThanAskedForAndLetsSendersMoveUp() throws Exception {
    Channel<Integer> channel = full(2);
    var third = awaitParked(Running.start(() -> channel.sender().send(2)));
    List<Integer> received = new ArrayList<>();

    int count = channel.receiver().drainTo(received, 1);

    assertThat(count).isEqualTo(1);
    assertThat(received).containsExactly(0);
    third.get();
    assertThat(channel.size()).isEqualTo(2);
  }

  @Test
  void batchOfARendezvousTakesFromItsSenders() throws Exception {
    Channel<Integer> channel = Channel.rendezvous();
    var first = awaitParked(Running.start(() -> channel.sender().send(1)));
    var second = awaitParked(Running.start(() -> channel.sender().send(2)));
    List<Integer> received = new ArrayList<>();

    channel.receiver().drainTo(received, 10);

    assertThat(received).containsExactly(1, 2);
    first.get();
    second.get();
  }

  @Test
  void batchNeverWaitsAndDoesNotTellTheEnd() {
    Channel<Integer> channel = full(1);
    List<Integer> received = new ArrayList<>();
    channel.sender().fail(new IllegalStateException());

    assertThat(channel.receiver().drainTo(received, 0)).isZero();
    assertThat(channel.receiver().drainTo(received, 5)).isEqualTo(1);
    assertThat(channel.receiver().drainTo(received, 5)).isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> channel.receiver().drainTo(received, -1))
        .withMessage("max < 0: -1");
  }

  @Test
  void whatABatchCannotAddIsUndelivered() {
    List<Integer> undelivered = new ArrayList<>();
    Channel<Integer> channel =
        Channel.<Integer>builder().capacity(4).onUndelivered(undelivered::add).build();
    for (int i = 0; i < 4; i++) {
      channel.sender().trySend(i);
    }
    FullAfterTwo target = new FullAfterTwo();

    assertThatThrownBy(() -> channel.receiver().drainTo(target, 3)).isSameAs(target.failure);

    assertThat(target).containsExactly(0, 1);
    assertThat(undelivered).containsExactly(2);
    assertThat(channel.counts()).isEqualTo(new Channel.Counts(4, 2, 1, 1));
  }

  private static final class FullAfterTwo extends AbstractList<Integer> {
    private final List<Integer> values = new ArrayList<>();
    private final RuntimeException failure = new IllegalStateException("only two fit");

    @Override
    public boolean add(Integer value) {
      if (size() == 2) {
        throw failure;
      }
      return values.add(value);
    }

    @Override
    public Integer get(int index) {
      return values.get(index);
    }

    @Override
    public int size() {
      return values.size();
    }
  }

  private static Channel<Integer> full(int capacity) {
    Channel<Integer> channel = Channel.buffered(capacity);
    for (int i = 0; i < capacity; i++) {
      channel.sender().trySend(i);
    }
    return channel;
  }

  static List<Integer> capacities() {
    return List.of(0, 1, 2, 16);
  }

  static List<Duration> limitsThatDoNotWait() {
    return List.of(
        Duration.ZERO,
        Duration.ofNanos(-1),
        Duration.ofSeconds(Long.MIN_VALUE),
        Duration.ofDays(-1000));
  }

  static List<Duration> limitsThatWait() {
    return List.of(
        LONG,
        Duration.ofNanos(Long.MAX_VALUE - 1),
        Duration.ofNanos(Long.MAX_VALUE),
        Duration.ofDays(365L * 300),
        Duration.ofSeconds(Long.MAX_VALUE, 999_999_999));
  }
}
