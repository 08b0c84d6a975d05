package dev.towpath.channel;

import static dev.towpath.channel.Running.awaitParked;
import static dev.towpath.channel.Select.receive;
import static dev.towpath.channel.Select.receiveOrEnd;
import static dev.towpath.channel.Select.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.channel.Running.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SelectTest {
  private static final Duration LONG = Duration.ofDays(1);

  private final Channel<Integer> a = Channel.<Integer>builder().name("a").build();
  private final Channel<Integer> b = Channel.<Integer>builder().name("b").build();
  private final Channel<Integer> c = Channel.<Integer>builder().name("c").capacity(1).build();

  @Test
  void readyReceiveHappensAtOnce() throws InterruptedException {
    c.sender().send(1);

    String answer =
        Select.of(receive(a.receiver(), v -> "a" + v), receive(c.receiver(), v -> "c" + v)).await();

    assertThat(answer).isEqualTo("c1");
    assertThat(c.counts()).isEqualTo(new Channel.Counts(1, 1, 0, 0));
  }

  @Test
  void readySendHappensAtOnce() throws InterruptedException {
    String answer =
        Select.of(send(a.sender(), 1, () -> "a"), send(c.sender(), 2, () -> "c")).await();

    assertThat(answer).isEqualTo("c");
    assertThat(c.receiver().tryReceive()).isEqualTo(new TryReceive.Value<>(2));
  }

  @ParameterizedTest
  @EnumSource
  void waitingSelectReceivesTheFirstValueSent(Kind kind) throws Exception {
    var selecting =
        awaitParked(
            kind.start(() ->
                Select.of(receive(a.receiver(), v -> "a" + v), receive(b.receiver(), v -> "b" + v))
                    .await()));

    b.sender().send(1);

    assertThat(selecting.get()).isEqualTo("b1");
    assertThat(a.sender().trySend(2)).isEqualTo(TrySend.FULL);
  }

  @ParameterizedTest
  @EnumSource
  void waitingSelectSendsToTheFirstReceiver(Kind kind) throws Exception {
    var selecting =
        awaitParked(
            kind.start(() ->
                Select.of(send(a.sender(), 1, () -> "a"), send(b.sender(), 2, () -> "b")).await()));

    int received = b.receiver().receive();

    assertThat(received).isEqualTo(2);
    assertThat(selecting.get()).isEqualTo("b");
    assertThat(a.receiver().tryReceive()).isEqualTo(new TryReceive.Empty<>());
    assertThat(a.counts().sent()).isZero();
  }

  @Test
  void waitingSelectMovesUpIntoABufferLikeAnySender() throws Exception {
    c.sender().send(1);
    var selecting = awaitParked(start(Select.of(send(c.sender(), 2, () -> "sent"))));

    int first = c.receiver().receive();

    assertThat(selecting.get()).isEqualTo("sent");
    assertThat(first).isEqualTo(1);
    assertThat(c.receiver().receive()).isEqualTo(2);
  }

  @Test
  void sendsAndReceivesMixAndOnlyOneOfThemHappens() throws Exception {
    c.sender().send(1);
    Select<String> select =
        Select.of(receive(a.receiver(), v -> "received"), send(c.sender(), 2, () -> "sent"));
    var selecting = awaitParked(start(select));

    a.sender().send(3);

    assertThat(selecting.get()).isEqualTo("received");
    c.receiver().receive();
    assertThat(c.receiver().tryReceive()).isEqualTo(new TryReceive.Empty<>());
    assertThat(c.counts().sent()).isEqualTo(1);
  }

  @Test
  void losingReadyCaseMovesNoValue() throws InterruptedException {
    c.sender().send(1);
    Channel<Integer> roomy = Channel.buffered(1);

    Select.of(receive(c.receiver(), v -> v), send(roomy.sender(), 2, () -> 2))
        .prioritized()
        .await();

    assertThat(roomy.size()).isZero();
    assertThat(roomy.counts()).isEqualTo(new Channel.Counts(0, 0, 0, 0));
  }

  @Test
  void pollLetsAReadyCaseHappenAndNeverWaits() throws InterruptedException {
    Select<Integer> select =
        Select.of(receive(a.receiver(), v -> v), receive(c.receiver(), v -> v));

    assertThat(select.poll()).isEmpty();
    c.sender().send(1);
    assertThat(select.poll()).contains(1);
    assertThat(select.poll()).isEmpty();
    assertThat(Waiters.noneOn(a)).isTrue();
  }

  @Test
  void pollMeetsThoseWhoWait() throws Exception {
    var sending = awaitParked(Running.start(() -> a.sender().send(1)));
    var receiving = awaitParked(Running.start(() -> b.receiver().receive()));

    assertThat(Select.of(receive(a.receiver(), v -> v)).poll()).contains(1);
    assertThat(Select.of(send(b.sender(), 2, () -> "sent")).prioritized().poll()).contains("sent");

    sending.get();
    assertThat(receiving.get()).isEqualTo(2);
  }

  @Test
  void timedSelectGivesUpAndLeavesNoTrace() throws InterruptedException {
    Select<Integer> select = Select.of(receive(a.receiver(), v -> v), send(b.sender(), 1, () -> 1));

    assertThat(select.await(Duration.ofMillis(2))).isEmpty();
    assertThat(select.await(Duration.ZERO)).isEmpty();
    assertThat(select.await(Duration.ofSeconds(Long.MIN_VALUE))).isEmpty();

    assertThat(Waiters.noneOn(a)).isTrue();
    assertThat(Waiters.noneOn(b)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {3600, Long.MAX_VALUE / 1_000_000_000, Long.MAX_VALUE})
  void timedSelectMeetsWhoComesInTime(long seconds) throws Exception {
    Select<Integer> select =
        Select.of(receive(a.receiver(), v -> v), receive(b.receiver(), v -> v));
    var selecting = awaitParked(Running.start(() -> select.await(Duration.ofSeconds(seconds))));

    a.sender().send(1);

    assertThat(selecting.get()).contains(1);
  }

  @Test
  void prioritizedTakesTheFirstListedOfThoseReady() throws InterruptedException {
    Channel<Integer> first = filled(1_000);
    Channel<Integer> second = filled(1_000);
    Select<String> select =
        Select.of(
                receive(a.receiver(), v -> "idle"),
                receive(first.receiver(), v -> "first"),
                receive(second.receiver(), v -> "second"))
            .prioritized();

    for (int i = 0; i < 1_000; i++) {
      assertThat(select.await()).isEqualTo("first");
    }

    assertThat(second.size()).isEqualTo(1_000);
    assertThat(select.await()).isEqualTo("second");
  }

  @Test
  void readyCasesHaveTheSameChance() throws InterruptedException {
    int rounds = 30_000;
    Channel<Integer> first = filled(rounds);
    Channel<Integer> second = filled(rounds);
    Channel<Integer> third = Channel.buffered(rounds);
    Select<Integer> select =
        Select.of(
            receive(first.receiver(), v -> 0),
            receive(a.receiver(), v -> -1),
            receive(second.receiver(), v -> 1),
            send(third.sender(), 1, () -> 2));
    int[] happened = new int[3];

    for (int i = 0; i < rounds; i++) {
      happened[i % 2 == 0 ? select.await() : select.poll().orElseThrow()]++;
    }

    for (int count : happened) {
      assertThat(count).isBetween(8_000, 12_000); // 10,000 expected, 82 standard deviation
    }
  }

  @Test
  void casesOnTheSameChannelHaveTheSameChance() throws InterruptedException {
    Channel<Integer> channel = filled(10_000);
    Select<Integer> select =
        Select.of(receive(channel.receiver(), v -> 0), receive(channel.receiver(), v -> 1));
    int[] happened = new int[2];

    for (int i = 0; i < 10_000; i++) {
      happened[select.await()]++;
    }

    assertThat(happened[0]).isBetween(4_000, 6_000); // 50 standard deviation
    assertThat(channel.size()).isZero();
  }

  @Test
  void sameChannelInTwoCasesGivesItsValueToOne() throws Exception {
    List<Integer> received = new ArrayList<>();
    Select<Boolean> select =
        Select.of(receive(a.receiver(), received::add), receive(a.receiver(), received::add));
    var selecting = awaitParked(start(select));

    a.sender().send(1);

    selecting.get();
    assertThat(received).containsExactly(1);
    assertThat(a.sender().trySend(2)).isEqualTo(TrySend.FULL);
    assertThat(Waiters.noneOn(a)).isTrue();
  }

  @Test
  void selectDoesNotMeetItself() throws Exception {
    Select<String> select =
        Select.of(receive(a.receiver(), v -> "received " + v), send(a.sender(), 1, () -> "sent"));

    assertThat(select.poll()).isEmpty();
    var selecting = awaitParked(start(select));
    assertThat(a.receiver().receive()).isEqualTo(1);
    assertThat(selecting.get()).isEqualTo("sent");

    var again = awaitParked(start(select));
    a.sender().send(2);
    assertThat(again.get()).isEqualTo("received 2");
    assertThat(Waiters.noneOn(a)).isTrue();
  }

  @Test
  void twoSelectsThatDoBothMeetEachOther() throws Exception {
    Select<String> select =
        Select.of(receive(a.receiver(), v -> "received"), send(a.sender(), 1, () -> "sent"));

    var one = awaitParked(start(select));
    String other = select.await();

    assertThat(List.of(one.get(), other)).containsExactlyInAnyOrder("received", "sent");
    assertThat(a.counts()).isEqualTo(new Channel.Counts(1, 1, 0, 0));
  }

  @Test
  void sameCaseMayBeListedTwice() throws InterruptedException {
    Select.Case<Integer> twice = receive(c.receiver(), v -> v);
    c.sender().send(1);

    int received = Select.of(twice, twice).await();

    assertThat(received).isEqualTo(1);
  }

  @Test
  void caseSwitchedOffNeverHappens() throws InterruptedException {
    c.sender().send(1);
    Select<String> select =
        Select.of(
            receive(c.receiver(), v -> "on").when(true),
            receive(c.receiver(), v -> "off").when(false),
            receiveOrEnd(c.receiver(), v -> "off").when(true).when(false),
            send(c.sender(), 1, () -> "off").when(false).when(true));

    assertThat(select.await()).isEqualTo("on");

    assertThat(select.poll()).isEmpty();
    assertThat(c.size()).isZero();
  }

  @Test
  void selectWithEveryCaseOffIsRefusedWhereItWouldWaitForever() {
    Select<Integer> select = Select.of(receive(a.receiver(), v -> v).when(false));

    assertThatIllegalStateException()
        .isThrownBy(select::await)
        .withMessage("select would wait forever: every case is switched off");
    assertThat(select.poll()).isEmpty();
  }

  @Test
  void timedSelectWithEveryCaseOffWaitsUntilItsTimeIsUp() throws Exception {
    Select<Integer> select = Select.of(receive(a.receiver(), v -> v).when(false));

    assertThat(select.await(Duration.ofMillis(1))).isEmpty();
    var selecting = awaitParked(Running.start(() -> select.await(LONG)));
    selecting.interrupt();

    assertThatThrownBy(selecting::get).isInstanceOf(InterruptedException.class);
  }

  @Test
  void neverStandsForACaseThatIsOff() throws Exception {
    Channel<Integer> never = Channel.never();
    Select<String> select =
        Select.of(
            receive(never.receiver(), v -> "never"),
            send(never.sender(), 1, () -> "never"),
            receive(a.receiver(), v -> "a"));

    assertThat(select.poll()).isEmpty();
    assertThat(select.await(Duration.ofMillis(1))).isEmpty();
    var selecting = awaitParked(start(select));
    a.sender().send(1);

    assertThat(selecting.get()).isEqualTo("a");
  }

  @Test
  void endedChannelIsLeftOutOfTheSelect() throws Exception {
    a.sender().close();
    c.sender().send(1);
    Select<String> select =
        Select.of(receive(a.receiver(), v -> "a"), receive(c.receiver(), v -> "c"));

    assertThat(select.await()).isEqualTo("c");
    assertThat(select.prioritized().poll()).isEmpty();
    assertThat(select.poll()).isEmpty();
    var selecting = awaitParked(start(select));
    c.sender().send(2);

    assertThat(selecting.get()).isEqualTo("c");
  }

  @Test
  void channelThatEndsMeanwhileIsLeftOutToo() throws Exception {
    Select<String> select =
        Select.of(receive(a.receiver(), v -> "a"), receive(b.receiver(), v -> "b"));
    var selecting = awaitParked(start(select));

    a.sender().close();
    b.sender().send(1);

    assertThat(selecting.get()).isEqualTo("b");
  }

  @Test
  void selectWithNoChannelLeftSaysSo() throws Exception {
    Select<String> select =
        Select.of(
            receive(a.receiver(), v -> "a"),
            receive(b.receiver(), v -> "b"),
            receive(c.receiver(), v -> "c").when(false));
    var selecting = awaitParked(start(select));

    a.sender().close();
    b.receiver().close();

    String message = "select has no case left: the channels of all are over";
    assertThatThrownBy(selecting::get)
        .isInstanceOf(ChannelClosedException.class)
        .hasMessage(message);
    assertThatExceptionOfType(ChannelClosedException.class)
        .isThrownBy(select::poll)
        .withMessage(message);
    assertThatExceptionOfType(ChannelClosedException.class).isThrownBy(() -> select.await(LONG));
    assertThatExceptionOfType(ChannelClosedException.class)
        .isThrownBy(() -> select.prioritized().await());
  }

  @Test
  void valuesComeBeforeTheEnd() throws InterruptedException {
    c.sender().send(1);
    c.sender().close();
    Select<Integer> select = Select.of(receive(c.receiver(), v -> v));

    assertThat(select.await()).isEqualTo(1);

    assertThatThrownBy(select::await).isInstanceOf(ChannelClosedException.class);
  }

  @Test
  void failedChannelThrowsItsFailure() throws Exception {
    RuntimeException unchecked = new IllegalArgumentException("no tea");
    IOException checked = new IOException("no milk");
    Select<String> select = Select.of(receive(a.receiver(), v -> "a"));
    var selecting = awaitParked(start(select));

    a.sender().fail(unchecked);
    b.sender().fail(checked);

    assertThatThrownBy(selecting::get).isSameAs(unchecked);
    assertThatThrownBy(select::poll).isSameAs(unchecked);
    assertThatThrownBy(() -> Select.of(receive(b.receiver(), v -> "b")).await())
        .isExactlyInstanceOf(BridgeException.class)
        .cause()
        .isSameAs(checked);
    assertThat(checked).hasNoSuppressedExceptions();
  }

  @Test
  void receiveOrEndHandsOverTheValueAndThenTheEnd() throws Exception {
    IOException cause = new IOException("no tea");
    Select<TryReceive<Integer>> select = Select.of(receiveOrEnd(c.receiver(), v -> v));
    c.sender().send(1);
    assertThat(select.await()).isEqualTo(new TryReceive.Value<>(1));
    var selecting = awaitParked(start(select));

    c.sender().fail(cause);

    assertThat(selecting.get()).isEqualTo(new TryReceive.Closed<>(cause));
    assertThat(select.poll()).contains(new TryReceive.Closed<>(cause));
  }

  @Test
  void receiveOrEndTellsANormalEndWithoutACause() throws Exception {
    Select<TryReceive<Integer>> select = Select.of(receiveOrEnd(a.receiver(), v -> v));
    var selecting = awaitParked(start(select));

    a.sender().close();

    assertThat(selecting.get()).isEqualTo(new TryReceive.Closed<>(null));
    assertThat(select.prioritized().await()).isEqualTo(new TryReceive.Closed<>(null));
  }

  @Test
  void closedSendCaseThrows() throws Exception {
    Select<String> select =
        Select.of(send(a.sender(), 1, () -> "sent"), receive(b.receiver(), v -> "received"));
    var selecting = awaitParked(start(select));

    a.receiver().close();

    assertThatThrownBy(selecting::get)
        .isInstanceOf(ChannelClosedException.class)
        .hasMessage("send on a closed channel: 'a'");
    assertThatThrownBy(select::poll).isInstanceOf(ChannelClosedException.class);
    assertThatThrownBy(select::await).isInstanceOf(ChannelClosedException.class);
    assertThatThrownBy(() -> select.prioritized().await())
        .isInstanceOf(ChannelClosedException.class);
  }

  @Test
  void selectThatWaitsToSendWhenTheSenderClosesStillDelivers() throws Exception {
    var selecting = awaitParked(start(Select.of(send(a.sender(), 1, () -> "sent"))));

    a.sender().close();

    assertThat(a.receiver().receive()).isEqualTo(1);
    assertThat(selecting.get()).isEqualTo("sent");
  }

  @Test
  void handlerThatThrowsHasItsValueAndTheSelectGoesOn() throws InterruptedException {
    RuntimeException broken = new IllegalStateException("broken handler");
    Channel<Integer> channel = filled(2);
    Select<Integer> select =
        Select.of(
            receive(
                channel.receiver(),
                v -> {
                  if (v == 0) {
                    throw broken;
                  }
                  return v;
                }));

    assertThatThrownBy(select::await).isSameAs(broken);

    assertThat(channel.counts()).isEqualTo(new Channel.Counts(2, 1, 0, 1));
    assertThat(select.await()).isEqualTo(1);
  }

  @Test
  void handlerThatReturnsNullIsNamedByItsChannel() throws InterruptedException {
    c.sender().send(1);
    String message = "select handler returned null: channel 'c'";

    assertThatNullPointerException()
        .isThrownBy(() -> Select.of(receive(c.receiver(), v -> null)).await())
        .withMessage(message);
    assertThatNullPointerException()
        .isThrownBy(() -> Select.of(send(c.sender(), 1, () -> null)).poll())
        .withMessage(message);
    c.receiver().close();
    assertThatNullPointerException()
        .isThrownBy(() -> Select.of(receiveOrEnd(c.receiver(), v -> null)).poll())
        .withMessage(message);
  }

  @Test
  void handlerRunsOnTheSelectingThread() throws Exception {
    Select<Thread> select = Select.of(receive(a.receiver(), v -> Thread.currentThread()));
    var selecting = awaitParked(start(select));

    a.sender().send(1);

    assertThat(selecting.get()).isSameAs(selecting.thread());
  }

  @Test
  void handlerMaySelectAgain() throws InterruptedException {
    Channel<Integer> channel = filled(2);
    Select<Integer> inner = Select.of(receive(channel.receiver(), v -> v));
    Select<Integer> outer =
        Select.of(receive(channel.receiver(), v -> 10 * v + inner.poll().orElseThrow()));

    assertThat(outer.await()).isEqualTo(1);
  }

  @Test
  void selectNeedsACase() {
    assertThatIllegalArgumentException()
        .isThrownBy(Select::of)
        .withMessage("select needs a case: 0");
    assertThatNullPointerException().isThrownBy(() -> Select.of((Select.Case<Integer>) null));
    assertThatNullPointerException().isThrownBy(() -> receive(a.receiver(), null));
    assertThatNullPointerException().isThrownBy(() -> receiveOrEnd(a.receiver(), null));
    assertThatNullPointerException().isThrownBy(() -> send(a.sender(), 1, null));
    assertThatNullPointerException()
        .isThrownBy(() -> Select.of(receive(a.receiver(), v -> v)).await(null));
  }

  @Test
  void interruptBeforeASelectMovesNothing() throws InterruptedException {
    c.sender().send(1);
    Select<Integer> select = Select.of(receive(c.receiver(), v -> v));

    Thread.currentThread().interrupt();
    assertThatThrownBy(select::await).isInstanceOf(InterruptedException.class);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> select.await(LONG)).isInstanceOf(InterruptedException.class);

    assertThat(Thread.interrupted()).isFalse();
    assertThat(c.size()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void interruptOfAWaitingSelectLeavesNoTrace(Kind kind) throws Exception {
    Select<Integer> select = Select.of(receive(a.receiver(), v -> v), send(b.sender(), 1, () -> 1));
    var selecting = awaitParked(kind.start(() -> select.await()));

    selecting.interrupt();

    assertThatThrownBy(selecting::get).isInstanceOf(InterruptedException.class);
    assertThat(selecting.wasInterruptedAtEnd()).isFalse();
    assertThat(a.sender().trySend(1)).isEqualTo(TrySend.FULL);
    assertThat(b.receiver().tryReceive()).isEqualTo(new TryReceive.Empty<>());
    assertThat(Waiters.noneOn(a)).isTrue();
    assertThat(Waiters.noneOn(b)).isTrue();
  }

  @Test
  void selectStandsInLineWithPlainSendsAndReceives() throws Exception {
    var first = awaitParked(Running.start(() -> a.receiver().receive()));
    var second = awaitParked(start(Select.of(receive(a.receiver(), v -> v))));
    var third = awaitParked(Running.start(() -> a.receiver().receive()));

    for (int i = 1; i <= 3; i++) {
      a.sender().send(i);
    }

    assertThat(List.of(first.get(), second.get(), third.get())).containsExactly(1, 2, 3);
  }

  @Test
  @SuppressWarnings("unchecked") // an array of cases from a list
  void selectOverManyChannelsFindsTheOneThatHasAValue() throws Exception {
    List<Channel<Integer>> channels = new ArrayList<>();
    List<Select.Case<Integer>> cases = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      int index = i;
      Channel<Integer> channel = Channel.rendezvous();
      channels.add(channel);
      cases.add(receive(channel.receiver(), v -> index));
    }
    Select<Integer> select = Select.of(cases.toArray(Select.Case[]::new));

    for (int i = 0; i < 64; i++) {
      var selecting = awaitParked(start(select));
      channels.get(i).sender().send(0);
      assertThat(selecting.get()).isEqualTo(i);
    }

    assertThat(channels).allMatch(Waiters::noneOn);
  }

  private static <R> Running<R> start(Select<R> select) {
    return Running.start(() -> select.await());
  }

  private static Channel<Integer> filled(int capacity) throws InterruptedException {
    Channel<Integer> channel = Channel.buffered(capacity);
    for (int i = 0; i < capacity; i++) {
      channel.sender().send(i);
    }
    return channel;
  }
}
