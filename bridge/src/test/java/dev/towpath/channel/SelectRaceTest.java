package dev.towpath.channel;

import static dev.towpath.channel.Select.receive;
import static dev.towpath.channel.Select.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.channel.Running.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Selects among other threads. */
@Timeout(60)
class SelectRaceTest {
  private static final int ROUNDS = 20_000;

  private final Channel<Integer> a = Channel.rendezvous();
  private final Channel<Integer> b = Channel.rendezvous();

  @ParameterizedTest
  @EnumSource
  void quietChannelDoesNotGrowHoweverOftenItLoses(Kind kind) throws Exception {
    int rounds = 100_000;
    Select<Integer> select =
        Select.of(
            receive(a.receiver(), v -> v),
            receive(b.receiver(), v -> -1),
            send(b.sender(), 1, () -> -1));
    var selecting =
        kind.start(() -> {
          int next = 0;
          while (next < rounds) {
            assertThat(select.await()).isEqualTo(next++);
          }
        });

    for (int i = 0; i < rounds; i++) {
      a.sender().send(i);
    }

    selecting.get();
    assertThat(Waiters.noneOn(b)).isTrue();
    assertThat(Waiters.noneOn(a)).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void selectsThatFaceEachOtherAgreeOnWhatHappened(Kind kind) throws Exception {
    var one = kind.start(exchanging(a, b, ROUNDS));
    var other = kind.start(exchanging(b, a, ROUNDS));

    List<Integer> sentAndReceived = one.get();
    List<Integer> receivedAndSent = other.get();

    assertThat(sentAndReceived.get(0) + sentAndReceived.get(1)).isEqualTo(ROUNDS);
    assertThat(receivedAndSent.get(1)).isEqualTo(sentAndReceived.get(0));
    assertThat(receivedAndSent.get(0)).isEqualTo(sentAndReceived.get(1));
    assertThat(a.counts().sent() + b.counts().sent()).isEqualTo(ROUNDS);
  }

  /** Sends to one channel or receives from the other, as often as told. */
  private static Callable<List<Integer>> exchanging(
      Channel<Integer> to, Channel<Integer> from, int rounds) {
    Select<Boolean> select =
        Select.of(send(to.sender(), 1, () -> true), receive(from.receiver(), v -> false));
    return () -> {
      int sent = 0;
      for (int i = 0; i < rounds; i++) {
        sent += select.await() ? 1 : 0;
      }
      return List.of(sent, rounds - sent);
    };
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 16})
  void oneSelectOnManyThreadsDeliversEveryValueOnce(int capacity) throws Exception {
    Channel<Integer> left = Channel.buffered(capacity);
    Channel<Integer> right = Channel.buffered(capacity);
    AtomicInteger[] seen = new AtomicInteger[ROUNDS];
    Arrays.setAll(seen, i -> new AtomicInteger());
    Function<Integer, Integer> count = value -> seen[value].incrementAndGet();
    Select<Integer> select =
        Select.of(receive(left.receiver(), count), receive(right.receiver(), count));
    List<Running<Void>> selecting = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      selecting.add(Running.start(() -> untilOver(select)));
    }
    var sendingLeft = Running.start(() -> sendEvery(left, 0));
    var sendingRight = Running.start(() -> sendEvery(right, 1));

    sendingLeft.get();
    sendingRight.get();
    for (Running<Void> running : selecting) {
      running.get();
    }

    assertThat(seen).allMatch(times -> times.get() == 1);
  }

  private static void sendEvery(Channel<Integer> to, int first) throws InterruptedException {
    try (Sender<Integer> out = to.sender()) {
      for (int i = first; i < ROUNDS; i += 2) {
        out.send(i);
      }
    }
  }

  private static void untilOver(Select<?> select) throws InterruptedException {
    try {
      while (true) {
        select.await();
      }
    } catch (ChannelClosedException over) {
      // as expected
    }
  }

  @Test
  void selectsThatListTheirChannelsInDifferentOrdersDoNotBlockEachOther() throws Exception {
    Channel<Integer> c = Channel.rendezvous();
    List<List<Channel<Integer>>> orders =
        List.of(List.of(a, b, c), List.of(c, b, a), List.of(b, c, a), List.of(a, c, b));
    List<Running<Integer>> selecting = new ArrayList<>();
    for (List<Channel<Integer>> order : orders) {
      Select<Integer> select =
          Select.of(
                  send(order.get(0).sender(), 1, () -> 1),
                  receive(order.get(1).receiver(), v -> 0),
                  send(order.get(2).sender(), 1, () -> 1),
                  receive(order.get(2).receiver(), v -> 0),
                  receive(order.get(0).receiver(), v -> 0))
              .prioritized();
      selecting.add(
          Running.start(() -> {
            int sent = 0;
            for (int i = 0; i < ROUNDS; i++) {
              // Two partners are needed for each round: who is left over must not hang.
              sent += select.poll().orElse(0);
            }
            return sent;
          }));
    }
    var helping =
        Running.start(() -> {
          int moved = 0;
          for (int i = 0; i < ROUNDS; i++) {
            for (Channel<Integer> channel : List.of(a, b, c)) {
              moved += channel.sender().trySend(1) == TrySend.SENT ? 1 : 0;
              channel.receiver().tryReceive();
            }
          }
          return moved;
        });

    int sent = helping.get();
    for (Running<Integer> running : selecting) {
      sent += running.get();
    }

    assertThat(a.counts().sent() + b.counts().sent() + c.counts().sent()).isEqualTo(sent);
    assertThat(List.of(a, b, c)).allMatch(Waiters::noneOn);
  }

  @Test
  void selectThatWaitsForOneLockHoldsNoOther() throws Exception {
    Select<Integer> select =
        Select.of(
                receive(a.receiver(), v -> v),
                receive(b.receiver(), v -> v),
                receive(Channel.<Integer>rendezvous().receiver(), v -> v))
            .prioritized();
    AtomicBoolean over = new AtomicBoolean();
    Engine<Integer> held = b.sender().engine;

    held.lock();
    Running<Void> polling;
    try {
      polling =
          Running.start(() -> {
            while (!over.get()) {
              select.poll();
            }
          });
      var looking =
          Kind.PLATFORM.start(() -> {
            for (int i = 0; i < ROUNDS; i++) {
              assertThat(a.size()).isZero();
            }
          });
      looking.get();
    } finally {
      over.set(true);
      held.unlock();
    }

    polling.get();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void pollNeverMissesAValueThatIsInOneOfTheChannelsAllTheTime(boolean prioritized)
      throws Exception {
    Channel<Integer> left = Channel.buffered(64);
    Channel<Integer> right = Channel.buffered(64);
    left.sender().send(0);
    AtomicBoolean over = new AtomicBoolean();
    var moving =
        Kind.PLATFORM.start(() -> {
          while (!over.get()) {
            left.sender().trySend(0); // first there, then away here: never in none of them
            right.receiver().tryReceive();
            right.sender().trySend(0);
            left.receiver().tryReceive();
          }
        });
    Select<Integer> either =
        Select.of(receive(left.receiver(), v -> v), receive(right.receiver(), v -> v));
    Select<Integer> select = prioritized ? either.prioritized() : either;

    for (int i = 0; i < ROUNDS; i++) {
      Optional<Integer> found = select.poll();
      assertThat(found).isPresent();
      left.sender().trySend(0);
    }

    over.set(true);
    moving.get();
  }

  @Test
  void valueOfASelectThatLostIsNeverReceived() throws Exception {
    Channel<Integer> sink = Channel.rendezvous();
    int[] sentTo = new int[2];
    Select<Integer> select =
        Select.of(send(a.sender(), 0, () -> sentTo[0]++), send(b.sender(), 1, () -> sentTo[1]++));
    var selecting = Running.start(() -> untilOver(Select.of(repeat(select, sink))));
    var first = Kind.PLATFORM.start(() -> take(a, ROUNDS / 2));
    var second = Kind.PLATFORM.start(() -> take(b, ROUNDS / 2));

    for (int i = 0; i < ROUNDS; i++) {
      sink.sender().send(i);
    }
    sink.sender().close();

    selecting.get();
    assertThat(first.get()).isEqualTo(sentTo[0]).isEqualTo(ROUNDS / 2);
    assertThat(second.get()).isEqualTo(sentTo[1]).isEqualTo(ROUNDS / 2);
    assertThat(a.counts()).isEqualTo(new Channel.Counts(ROUNDS / 2, ROUNDS / 2, 0, 0));
  }

  /** A case that runs the select once for each value from a channel. */
  private static Select.Case<Integer> repeat(Select<Integer> select, Channel<Integer> each) {
    return receive(
        each.receiver(),
        value -> {
          try {
            return select.await();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        });
  }

  private static int take(Channel<Integer> from, int count) throws InterruptedException {
    int taken = 0;
    while (taken < count) {
      from.receiver().receive();
      taken++;
    }
    return taken;
  }
}
