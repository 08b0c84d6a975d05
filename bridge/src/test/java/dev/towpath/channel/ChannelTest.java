package dev.towpath.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ChannelTest {
  @Test
  void rendezvousHoldsNothing() {
    Channel<String> channel = Channel.rendezvous();

    TrySend answer = channel.sender().trySend("tea");

    assertThat(answer).isEqualTo(TrySend.FULL);
    assertThat(channel.capacity()).isZero();
    assertThat(channel.size()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 8, 9, 100, 1000})
  void bufferHoldsExactlyItsCapacityInOrder(int capacity) {
    Channel<Integer> channel = Channel.buffered(capacity);

    List<Integer> sent = new ArrayList<>();
    while (channel.sender().trySend(sent.size()) == TrySend.SENT) {
      sent.add(sent.size());
    }

    assertThat(channel.size()).isEqualTo(capacity).isEqualTo(channel.capacity());
    List<Integer> received = new ArrayList<>();
    channel.receiver().drainTo(received, Integer.MAX_VALUE);
    assertThat(received).hasSize(capacity).isEqualTo(sent);
  }

  @Test
  void ringKeepsTheOrderWhileItGrowsAndWraps() {
    Channel<Integer> channel = Channel.buffered(100);
    List<Integer> received = new ArrayList<>();
    int next = 0;

    for (int step = 1; step <= 60; step++) {
      for (int i = 0; i < step && channel.size() < 100; i++) {
        assertThat(channel.sender().trySend(next++)).isEqualTo(TrySend.SENT);
      }
      channel.receiver().drainTo(received, step - 1);
    }
    channel.receiver().drainTo(received, 100);

    assertThat(received).hasSize(next).isSorted();
  }

  @Test
  void largestCapacityTakesNoMemoryInAdvance() {
    Channel<String> channel = Channel.buffered(Channel.MAX_CAPACITY);

    channel.sender().trySend("tea");

    assertThat(channel.capacity()).isEqualTo(Channel.MAX_CAPACITY);
    assertThat(channel.size()).isEqualTo(1);
  }

  @Test
  void absurdCapacitiesAreRefusedWithTheirValue() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Channel.buffered(-1))
        .withMessage("capacity < 0: -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Channel.buffered(Integer.MIN_VALUE))
        .withMessage("capacity < 0: -2147483648");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Channel.buffered(Integer.MAX_VALUE))
        .withMessage("capacity > 1073741824: 2147483647");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Channel.buffered(Channel.MAX_CAPACITY + 1));
  }

  @Test
  void dropOldestIsRefusedWhereNothingIsHeld() {
    Channel.Builder<String> builder = Channel.<String>builder().overflow(Overflow.DROP_OLDEST);

    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessage("DROP_OLDEST needs a capacity >= 1: 0");
  }

  @Test
  void nullIsRefusedByEveryPartOfTheDescription() {
    Channel.Builder<String> builder = Channel.builder();

    assertThatNullPointerException().isThrownBy(() -> builder.name(null));
    assertThatNullPointerException().isThrownBy(() -> builder.overflow(null));
    assertThatNullPointerException().isThrownBy(() -> builder.onUndelivered(null));
    assertThatNullPointerException().isThrownBy(() -> builder.onTaken(null));
    assertThatNullPointerException().isThrownBy(() -> builder.onStop(null));
  }

  @Test
  void portionOfLessThanOneIsRefused() {
    assertThatThrownBy(() -> Channel.builder().onTaken(0, count -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("every < 1: 0");
  }

  @Test
  void nullIsRefusedByEverySendWithTheChannelsName() {
    Channel<String> channel = Channel.<String>builder().name("orders").capacity(1).build();
    String message = "null cannot be sent: channel 'orders'";

    assertThatNullPointerException()
        .isThrownBy(() -> channel.sender().send(null))
        .withMessage(message);
    assertThatNullPointerException()
        .isThrownBy(() -> channel.sender().trySend(null))
        .withMessage(message);
    assertThatNullPointerException()
        .isThrownBy(() -> channel.sender().send(null, Duration.ofDays(1)))
        .withMessage(message);
    assertThatNullPointerException()
        .isThrownBy(() -> Select.send(channel.sender(), null, () -> 1))
        .withMessage(message);
    assertThat(channel.counts()).isEqualTo(new Channel.Counts(0, 0, 0, 0));
  }

  @Test
  void nullIsRefusedEverywhereElse() {
    Channel<String> channel = Channel.<String>builder().name("orders").capacity(1).build();

    assertThatNullPointerException()
        .isThrownBy(() -> channel.sender().fail(null))
        .withMessageContaining("orders");
    assertThatNullPointerException().isThrownBy(() -> channel.sender().send("tea", null));
    assertThatNullPointerException().isThrownBy(() -> channel.receiver().receive(null));
    assertThatNullPointerException().isThrownBy(() -> channel.sender().whenWritable(null));
    assertThatNullPointerException().isThrownBy(() -> channel.receiver().whenReadable(null));
    assertThatNullPointerException().isThrownBy(() -> channel.receiver().drainTo(null, 1));
    assertThat(channel.sender().trySend("still open")).isEqualTo(TrySend.SENT);
  }

  @Test
  void endsAreAlwaysTheSameObjects() {
    Channel<String> channel = Channel.rendezvous();

    assertThat(channel.sender()).isSameAs(channel.sender());
    assertThat(channel.receiver()).isSameAs(channel.receiver());
  }

  @Test
  void nameIsThatOfTheBuilderOrOneOfItsOwn() {
    Channel<String> orders = Channel.<String>builder().name("orders").capacity(3).build();
    Channel<String> some = Channel.rendezvous();
    Channel<String> other = Channel.rendezvous();

    orders.sender().trySend("tea");

    assertThat(orders.name()).isEqualTo("orders");
    assertThat(orders).hasToString("channel 'orders' (1/3)");
    assertThat(orders.sender()).hasToString("sender of 'orders'");
    assertThat(orders.receiver()).hasToString("receiver of 'orders'");
    assertThat(some.name()).isNotEmpty().isNotEqualTo(other.name());
  }

  @Test
  void nothingEverHappensOnNever() throws InterruptedException {
    Channel<String> never = Channel.never();
    List<String> told = new ArrayList<>();

    never.sender().whenWritable(() -> told.add("writable"));
    never.receiver().whenReadable(() -> told.add("readable"));
    never.sender().close();
    never.sender().fail(new IllegalStateException());
    never.receiver().close();

    assertThat(never.sender().trySend("tea")).isEqualTo(TrySend.FULL);
    assertThat(never.sender().send("tea", Duration.ofNanos(1))).isEqualTo(TrySend.FULL);
    assertThat(never.receiver().tryReceive()).isEqualTo(new TryReceive.Empty<>());
    assertThat(never.receiver().receive(Duration.ofNanos(1))).isEqualTo(new TryReceive.Empty<>());
    assertThat(never.receiver().drainTo(told, 10)).isZero();
    assertThat(never.counts()).isEqualTo(new Channel.Counts(0, 0, 0, 0));
    assertThat(never.capacity()).isZero();
    assertThat(told).isEmpty();
  }

  @Test
  void waitOnNeverEndsWithAnInterrupt() throws Exception {
    Channel<String> never = Channel.never();
    var receiving = Running.awaitParked(Running.start(() -> never.receiver().receive()));
    var sending = Running.awaitParked(Running.start(() -> never.sender().send("tea")));

    receiving.interrupt();
    sending.interrupt();

    assertThatThrownBy(receiving::get).isInstanceOf(InterruptedException.class);
    assertThatThrownBy(sending::get).isInstanceOf(InterruptedException.class);
  }
}
