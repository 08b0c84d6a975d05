package dev.towpath.channel;

import static dev.towpath.channel.Running.awaitParked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class EndsTest {
  private final List<Integer> undelivered = new ArrayList<>();
  private int stops;

  @Test
  void receiversDrainAClosedChannelAndThenSeeItsEnd() throws InterruptedException {
    Channel<Integer> channel = buffered(2);
    channel.sender().send(1);
    channel.sender().send(2);

    channel.sender().close();

    assertThat(channel.receiver().receive()).isEqualTo(1);
    assertThat(channel.receiver().tryReceive()).isEqualTo(new TryReceive.Value<>(2));
    assertThat(channel.receiver().tryReceive()).isEqualTo(new TryReceive.Closed<>(null));
    assertThatThrownBy(() -> channel.receiver().receive())
        .isInstanceOf(ChannelClosedException.class)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("receive on a channel that is over: 'orders'");
  }

  @Test
  void sendOnAClosedChannelIsRefused() throws InterruptedException {
    Channel<Integer> channel = buffered(2);

    channel.sender().close();

    assertThatThrownBy(() -> channel.sender().send(1))
        .isInstanceOf(ChannelClosedException.class)
        .hasMessage("send on a closed channel: 'orders'");
    assertThat(channel.sender().trySend(1)).isEqualTo(TrySend.CLOSED);
    assertThat(channel.sender().send(1, Duration.ofDays(1))).isEqualTo(TrySend.CLOSED);
    assertThat(channel.counts()).isEqualTo(new Channel.Counts(0, 0, 0, 0));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void sendersThatWaitAtTheCloseStillDeliver(int capacity) throws Exception {
    Channel<Integer> channel = buffered(capacity);
    for (int i = 0; i < capacity; i++) {
      channel.sender().send(i);
    }
    var first = awaitParked(Running.start(() -> channel.sender().send(capacity)));
    var second = awaitParked(Running.start(() -> channel.sender().send(capacity + 1)));

    channel.sender().close();

    List<Integer> received = new ArrayList<>();
    channel.receiver().forEach(received::add);
    assertThat(received).hasSize(capacity + 2).isSorted();
    first.get();
    second.get();
  }

  @Test
  void closeWakesAllReceiversThatWait() throws Exception {
    Channel<Integer> channel = buffered(1);
    var first = awaitParked(Running.start(() -> channel.receiver().receive()));
    var second = awaitParked(Running.start(() -> channel.receiver().receive(Duration.ofDays(1))));

    channel.sender().close();

    assertThatThrownBy(first::get).isInstanceOf(ChannelClosedException.class);
    assertThat(second.get()).isEqualTo(new TryReceive.Closed<>(null));
  }

  @Test
  void secondEndOfTheSenderDoesNothing() throws InterruptedException {
    Channel<Integer> channel = buffered(1);
    RuntimeException cause = new IllegalArgumentException("no tea");

    channel.sender().fail(cause);
    channel.sender().close();
    channel.sender().fail(new IllegalStateException("too late"));

    assertThat(channel.receiver().tryReceive()).isEqualTo(new TryReceive.Closed<>(cause));
  }

  @Test
  void failureAfterACloseDoesNothing() {
    Channel<Integer> channel = buffered(1);

    channel.sender().close();
    channel.sender().fail(new IllegalStateException("too late"));

    assertThat(channel.receiver().tryReceive()).isEqualTo(new TryReceive.Closed<>(null));
  }

  @Test
  void uncheckedFailureComesAfterTheValuesAsItself() throws InterruptedException {
    Channel<Integer> channel = buffered(2);
    RuntimeException cause = new CancellationException("no tea");
    channel.sender().send(1);

    channel.sender().fail(cause);

    assertThat(channel.receiver().receive()).isEqualTo(1);
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> channel.receiver().receive()).isSameAs(cause);
    }
    assertThat(cause).hasNoSuppressedExceptions().hasNoCause();
  }

  @Test
  void errorComesAsItself() {
    Channel<Integer> channel = buffered(1);
    Error cause = new AssertionError("no tea");

    channel.sender().fail(cause);

    assertThatThrownBy(() -> channel.receiver().receive()).isSameAs(cause);
    assertThatThrownBy(() -> channel.receiver().iterator().hasNext()).isSameAs(cause);
  }

  @Test
  void checkedFailureComesInsideOneBridgeExceptionAndIsNeverChanged() throws InterruptedException {
    Channel<Integer> channel = buffered(2);
    IOException cause = new IOException("no tea");
    StackTraceElement[] trace = cause.getStackTrace();
    channel.sender().send(1);

    channel.sender().fail(cause);

    assertThat(channel.receiver().receive()).isEqualTo(1);
    for (int i = 0; i < 3; i++) {
      Throwable thrown = catchThrowable(() -> channel.receiver().receive());
      assertThat(thrown).isExactlyInstanceOf(BridgeException.class).hasNoSuppressedExceptions();
      assertThat(thrown.getCause()).isSameAs(cause);
    }
    assertThat(cause).hasNoSuppressedExceptions().hasNoCause();
    assertThat(cause.getStackTrace()).isEqualTo(trace);
    assertThat(channel.receiver().tryReceive()).isEqualTo(new TryReceive.Closed<>(cause));
  }

  @Test
  void checkedFailureWakesAReceiverThatWaitsAndHasItsStackTrace() throws Exception {
    Channel<Integer> channel = buffered(1);
    InterruptedException cause = new InterruptedException("of somebody else");
    var receiving = awaitParked(Running.start(() -> channel.receiver().receive()));

    channel.sender().fail(cause);

    Throwable thrown = catchThrowable(receiving::get);
    assertThat(thrown).isExactlyInstanceOf(BridgeException.class);
    assertThat(thrown.getCause()).isSameAs(cause);
    assertThat(thrown.getStackTrace()).anyMatch(frame -> frame.getMethodName().equals("receive"));
    assertThat(receiving.wasInterruptedAtEnd()).isFalse();
  }

  @Test
  void sendersOfAFailedChannelSeeItClosed() {
    Channel<Integer> channel = buffered(1);

    channel.sender().fail(new IllegalArgumentException("no tea"));

    assertThatThrownBy(() -> channel.sender().send(1)).isInstanceOf(ChannelClosedException.class);
  }

  @Test
  void sendersThatWaitWhenTheChannelFailsStillDeliverFirst() throws Exception {
    Channel<Integer> channel = buffered(1);
    RuntimeException cause = new IllegalArgumentException("no tea");
    channel.sender().send(1);
    var sending = awaitParked(Running.start(() -> channel.sender().send(2)));

    channel.sender().fail(cause);

    assertThat(channel.receiver().receive()).isEqualTo(1);
    assertThat(channel.receiver().receive()).isEqualTo(2);
    assertThatThrownBy(() -> channel.receiver().receive()).isSameAs(cause);
    sending.get();
  }

  @Test
  void receiversCloseHandsWhatIsBufferedToOnUndeliveredOnce() throws InterruptedException {
    Channel<Integer> channel = buffered(3);
    channel.sender().send(1);
    channel.sender().send(2);
    channel.sender().send(3);
    channel.receiver().receive();

    channel.receiver().close();
    channel.receiver().close();

    assertThat(undelivered).containsExactly(2, 3);
    assertThat(channel.counts()).isEqualTo(new Channel.Counts(3, 1, 2, 0));
    assertThat(stops).isEqualTo(1);
  }

  @Test
  void receiversCloseLeavesTheValuesOfWaitingSendersToThem() throws Exception {
    Channel<Integer> channel = buffered(1);
    channel.sender().send(1);
    var sending = awaitParked(Running.start(() -> channel.sender().send(2)));
    var timed = awaitParked(Running.start(() -> channel.sender().send(3, Duration.ofDays(1))));

    channel.receiver().close();

    assertThatThrownBy(sending::get).isInstanceOf(ChannelClosedException.class);
    assertThat(timed.get()).isEqualTo(TrySend.CLOSED);
    assertThat(undelivered).containsExactly(1);
    assertThat(channel.counts()).isEqualTo(new Channel.Counts(1, 0, 1, 0));
  }

  @Test
  void receiversCloseWakesReceiversThatWait() throws Exception {
    Channel<Integer> channel = buffered(1);
    var receiving = awaitParked(Running.start(() -> channel.receiver().receive()));
    var iterating = awaitParked(Running.start(() -> channel.receiver().iterator().hasNext()));

    channel.receiver().close();

    assertThatThrownBy(receiving::get).isInstanceOf(ChannelClosedException.class);
    assertThat(iterating.get()).isFalse();
  }

  @Test
  void nothingCanBeSentOrReceivedAfterTheReceiversClose() {
    Channel<Integer> channel = buffered(1);
    channel.sender().trySend(1);

    channel.receiver().close();

    assertThat(channel.sender().trySend(2)).isEqualTo(TrySend.CLOSED);
    assertThat(channel.receiver().tryReceive()).isEqualTo(new TryReceive.Closed<>(null));
    assertThat(channel.receiver().drainTo(new ArrayList<>(), 9)).isZero();
  }

  @Test
  void receiversCloseAfterTheEndDiscardsTheRestButStopsNoSource() {
    Channel<Integer> channel = buffered(2);
    channel.sender().trySend(1);
    channel.sender().fail(new IllegalArgumentException("no tea"));

    channel.receiver().close();

    assertThat(undelivered).containsExactly(1);
    assertThat(stops).isZero();
    assertThat(channel.receiver().tryReceive()).isEqualTo(new TryReceive.Closed<>(null));
  }

  @Test
  void sendersEndAfterTheReceiversCloseDoesNothing() {
    Channel<Integer> channel = buffered(1);
    channel.receiver().close();

    channel.sender().close();
    channel.sender().fail(new IllegalArgumentException("too late"));

    assertThat(channel.receiver().tryReceive()).isEqualTo(new TryReceive.Closed<>(null));
    assertThat(stops).isEqualTo(1);
  }

  @Test
  void stopIsToldAfterTheUndeliveredValues() {
    List<String> told = new ArrayList<>();
    Channel<Integer> channel =
        Channel.<Integer>builder()
            .capacity(2)
            .onUndelivered(value -> told.add("undelivered " + value))
            .onStop(() -> told.add("stop"))
            .build();
    channel.sender().trySend(1);
    channel.sender().trySend(2);

    channel.receiver().close();

    assertThat(told).containsExactly("undelivered 1", "undelivered 2", "stop");
  }

  @Test
  void hooksMayUseTheirChannel() throws InterruptedException {
    List<Object> seen = new ArrayList<>();
    List<Channel<Integer>> self = new ArrayList<>();
    Channel<Integer> channel =
        Channel.<Integer>builder()
            .capacity(2)
            .onTaken(count -> seen.add(self.get(0).sender().trySend(10)))
            .onUndelivered(value -> seen.add(self.get(0).counts()))
            .onStop(() -> seen.add(self.get(0).receiver().tryReceive()))
            .build();
    self.add(channel);
    channel.sender().send(1);

    channel.receiver().receive();
    channel.receiver().close();

    assertThat(seen)
        .containsExactly(
            TrySend.SENT, new Channel.Counts(2, 1, 1, 0), new TryReceive.Closed<Integer>(null));
  }

  @Test
  void takenIsToldForEveryWayToTake() throws Exception {
    List<Integer> taken = new ArrayList<>();
    Channel<Integer> channel = Channel.<Integer>builder().capacity(8).onTaken(taken::add).build();
    for (int i = 0; i < 8; i++) {
      channel.sender().send(i);
    }

    channel.receiver().receive();
    channel.receiver().tryReceive();
    channel.receiver().iterator().next();
    channel.receiver().drainTo(new ArrayList<>(), 3);
    Select.of(Select.receive(channel.receiver(), v -> v)).await();
    Select.of(Select.receive(channel.receiver(), v -> v)).prioritized().await();
    channel.receiver().drainTo(new ArrayList<>(), 3);
    channel.receiver().tryReceive();

    assertThat(taken).containsExactly(1, 1, 1, 3, 1, 1);
  }

  @Test
  void takenIsToldOnTheThreadOfAReceiverThatWaited() throws Exception {
    List<Thread> tellers = new ArrayList<>();
    Channel<Integer> channel =
        Channel.<Integer>builder().onTaken(n -> tellers.add(Thread.currentThread())).build();
    var receiving = awaitParked(Running.start(() -> channel.receiver().receive()));
    channel.sender().send(1);
    receiving.get();
    var selecting =
        awaitParked(
            Running.start(() -> Select.of(Select.receive(channel.receiver(), v -> v)).await()));

    channel.sender().send(2);

    selecting.get();
    assertThat(tellers).containsExactly(receiving.thread(), selecting.thread());
  }

  @Test
  void takenIsToldInPortionsThatCountEachValueOnce() throws Exception {
    List<Integer> taken = new ArrayList<>();
    Channel<Integer> channel =
        Channel.<Integer>builder().capacity(16).onTaken(3, taken::add).build();
    for (int i = 0; i < 13; i++) {
      channel.sender().send(i);
    }

    channel.receiver().receive();
    channel.receiver().tryReceive();
    assertThat(taken).isEmpty();
    Select.of(Select.receive(channel.receiver(), v -> v)).await();
    assertThat(taken).containsExactly(3);
    channel.receiver().drainTo(new ArrayList<>(), 10);

    assertThat(taken).containsExactly(3, 9); // and one is left over
  }

  @Test
  void portionThatAWaitingReceiverFillsIsToldOnItsThread() throws Exception {
    List<Thread> tellers = new ArrayList<>();
    Channel<Integer> channel =
        Channel.<Integer>builder().onTaken(2, n -> tellers.add(Thread.currentThread())).build();
    var first = awaitParked(Running.start(() -> channel.receiver().receive()));
    channel.sender().send(1);
    first.get();
    var second = awaitParked(Running.start(() -> channel.receiver().receive()));

    channel.sender().send(2);

    second.get();
    assertThat(tellers).containsExactly(second.thread());
  }

  private Channel<Integer> buffered(int capacity) {
    return Channel.<Integer>builder()
        .name("orders")
        .capacity(capacity)
        .onUndelivered(undelivered::add)
        .onStop(() -> stops++)
        .build();
  }
}
