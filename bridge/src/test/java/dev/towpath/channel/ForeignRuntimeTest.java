package dev.towpath.channel;

import static dev.towpath.channel.Running.awaitParked;
import static dev.towpath.channel.Select.receive;
import static dev.towpath.channel.Select.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Waiting on a runtime that a plain park would stop: contract C5, pitfalls 23 and 26. */
@Timeout(60)
class ForeignRuntimeTest {
  private final Loop loop = new Loop();
  private final Channel<Integer> channel = Channel.rendezvous();
  private final Channel<Integer> quiet = Channel.rendezvous();

  @AfterEach
  void closeLoop() throws InterruptedException {
    loop.close();
  }

  @Test
  void parkingInATurnStopsTheLoop() throws Exception {
    CountDownLatch wokenByTheLoop = new CountDownLatch(1);

    var parking = loop.start(() -> wokenByTheLoop.await(20, TimeUnit.MILLISECONDS));
    loop.execute(wokenByTheLoop::countDown);

    assertThat(parking.get()).isFalse(); // else the tests below would show nothing
  }

  @Test
  void receiveIsWokenByATaskOfTheSameLoop() throws Exception {
    var receiving = loop.start(() -> channel.receiver().receive());

    loop.execute(() -> assertThat(sentOnceReadable()).isEqualTo(TrySend.SENT));

    assertThat(receiving.get()).isEqualTo(1);
  }

  private TrySend sentOnceReadable() {
    return channel.sender().trySend(1); // the receiver waits: it had its turn before this task
  }

  @Test
  void threadsOfOneLoopHandOverToEachOther() throws Exception {
    int count = 2_000;
    List<Integer> received = new ArrayList<>();

    var receiving = loop.start(() -> channel.receiver().forEach(received::add));
    var sending =
        loop.start(() -> {
          for (int i = 0; i < count; i++) {
            channel.sender().send(i);
          }
          channel.sender().close();
        });

    sending.get();
    receiving.get();
    assertThat(received).hasSize(count).isSorted();
    assertThat(loop.suspended).hasPositiveValue();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void twoProducersAndASuspendedConsumerOnOneLoop(int capacity) throws Exception {
    Channel<Integer> orders = Channel.buffered(capacity);
    int each = 2_000;
    AtomicInteger sum = new AtomicInteger();

    var first = loop.start(() -> sendMany(orders, each));
    var second = loop.start(() -> sendMany(orders, each));
    var receiving =
        loop.start(() -> {
          for (int i = 0; i < 2 * each; i++) {
            sum.addAndGet(orders.receiver().receive());
          }
        });

    first.get();
    second.get();
    receiving.get();
    assertThat(sum).hasValue(2 * each);
  }

  private static void sendMany(Channel<Integer> to, int count) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      to.sender().send(1);
    }
  }

  @Test
  void threadsOutsideTheLoopWakeThoseInItAndTheOtherWayRound() throws Exception {
    int count = 2_000;
    Channel<Integer> back = Channel.rendezvous();
    var echoing =
        loop.start(() -> {
          for (int value : channel.receiver()) {
            back.sender().send(value);
          }
        });

    for (int i = 0; i < count; i++) {
      channel.sender().send(i);
      assertThat(back.receiver().receive()).isEqualTo(i);
    }
    channel.sender().close();

    echoing.get();
  }

  @Test
  void selectSuspendsOnceForAllItsCases() throws Exception {
    AtomicInteger prepared = new AtomicInteger();
    loop.onPrepare = prepared::incrementAndGet;
    var selecting =
        loop.start(() ->
            Select.of(receive(channel.receiver(), v -> v), send(quiet.sender(), 2, () -> 2))
                .await());

    loop.execute(this::sentOnceReadable);

    assertThat(selecting.get()).isEqualTo(1);
    assertThat(prepared).hasValue(1);
    assertThat(Waiters.noneOn(quiet)).isTrue();
  }

  @Test
  void timeLimitEndsASuspension() throws Exception {
    Duration limit = Duration.ofMillis(1);

    var receiving = loop.start(() -> channel.receiver().receive(limit));
    var sending = loop.start(() -> channel.sender().send(1, Duration.ofNanos(1)));
    var selecting = loop.start(() -> Select.of(receive(quiet.receiver(), v -> v)).await(limit));

    assertThat(receiving.get()).isIn(new TryReceive.Empty<>(), new TryReceive.Value<>(1));
    assertThat(sending.get()).isIn(TrySend.FULL, TrySend.SENT);
    assertThat(selecting.get()).isEmpty();
  }

  @Test
  void interruptEndsASuspension() throws Exception {
    var receiving = loop.start(() -> channel.receiver().receive());
    var sending = loop.start(() -> quiet.sender().send(1));
    loop.awaitSuspended(2);

    receiving.interrupt();
    sending.interrupt();

    assertThatThrownBy(receiving::get).isInstanceOf(InterruptedException.class);
    assertThatThrownBy(sending::get).isInstanceOf(InterruptedException.class);
    assertThat(receiving.wasInterruptedAtEnd()).isFalse();
    assertThat(Waiters.noneOn(channel)).isTrue();
    assertThat(Waiters.noneOn(quiet)).isTrue();
  }

  @Test
  void closeEndsASuspension() throws Exception {
    var receiving = loop.start(() -> channel.receiver().receive(Duration.ofDays(1)));
    var sending = loop.start(() -> quiet.sender().send(1, Duration.ofDays(1)));

    loop.execute(() -> channel.sender().close());
    loop.execute(() -> quiet.receiver().close());

    assertThat(receiving.get()).isEqualTo(new TryReceive.Closed<>(null));
    assertThat(sending.get()).isEqualTo(TrySend.CLOSED);
  }

  @Test
  void resumeThatComesBeforeTheSuspensionIsNotLost() throws Exception {
    loop.onSuspend = this::sentOnceReadable;

    var receiving = loop.start(() -> channel.receiver().receive());

    assertThat(receiving.get()).isEqualTo(1);
    assertThat(loop.resumed).hasValue(1);
    assertThat(loop.suspended).hasValue(0);
  }

  @Test
  void strategyIsAskedWithNoLockHeldAndMayUseTheChannel() throws Exception {
    List<Channel.Counts> seen = new ArrayList<>();
    loop.onPrepare = () -> seen.add(channel.counts());
    loop.onSuspend = () -> seen.add(channel.counts());

    var receiving = loop.start(() -> channel.receiver().receive());
    loop.awaitSuspended(1);
    channel.sender().send(1);

    assertThat(receiving.get()).isEqualTo(1);
    assertThat(seen).hasSizeGreaterThanOrEqualTo(2).allMatch(counts -> counts.sent() == 0);
  }

  @Test
  void strategyThatBreaksBeforeTheWaitLeavesNoTrace() throws Exception {
    RuntimeException broken = new IllegalStateException("broken strategy");
    loop.onPrepare =
        () -> {
          throw broken;
        };

    var receiving = loop.start(() -> channel.receiver().receive());

    assertThatThrownBy(receiving::get).isSameAs(broken);
    assertThat(Waiters.noneOn(channel)).isTrue();
  }

  @Test
  void strategyThatBreaksInTheWaitLeavesNoTrace() throws Exception {
    RuntimeException broken = new IllegalStateException("broken strategy");
    loop.onSuspend =
        () -> {
          throw broken;
        };

    var sending = loop.start(() -> channel.sender().send(1));

    assertThatThrownBy(sending::get).isSameAs(broken);
    assertThat(channel.receiver().tryReceive()).isEqualTo(new TryReceive.Empty<>());
    assertThat(Waiters.noneOn(channel)).isTrue();
  }

  @Test
  void strategyThatBreaksAfterTheHandOffDoesNotUndoIt() throws Exception {
    loop.onSuspend =
        () -> {
          sentOnceReadable();
          throw new IllegalStateException("broken strategy");
        };

    var receiving = loop.start(() -> channel.receiver().receive());

    assertThat(receiving.get()).isEqualTo(1);
    assertThat(channel.counts()).isEqualTo(new Channel.Counts(1, 1, 0, 0));
  }

  @Test
  void threadsOfNoRuntimeSimplyPark() throws Exception {
    var receiving = awaitParked(Running.start(() -> channel.receiver().receive()));

    channel.sender().send(1);

    assertThat(receiving.get()).isEqualTo(1);
    assertThat(loop.suspended).hasValue(0);
  }
}
