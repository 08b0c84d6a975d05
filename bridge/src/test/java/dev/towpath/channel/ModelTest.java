package dev.towpath.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random operations, on one thread, against {@link Model}: every answer, every waiter, every hook
 * and the counts after each. Waiters stand in the real queues without a thread of their own.
 */
@Timeout(60)
class ModelTest {
  private static final int RUNS = 300;
  private static final int STEPS = 60;

  @ParameterizedTest(name = "capacity {0}, {1}")
  @MethodSource("channels")
  void everyAnswerAndEveryCountIsThatOfTheModel(int capacity, Overflow overflow) {
    for (long seed = 1; seed <= RUNS; seed++) {
      Run run = new Run(capacity, overflow, new Random(seed));
      List<String> done = new ArrayList<>();
      try {
        for (int i = 0; i < STEPS; i++) {
          done.add(run.step());
          run.compare();
        }
      } catch (Throwable t) {
        throw new AssertionError("seed " + seed + ": " + done, t);
      }
    }
  }

  static Stream<Arguments> channels() {
    return Stream.of(0, 1, 2, 3, 9)
        .flatMap(capacity ->
            Stream.of(Overflow.values())
                .filter(policy -> capacity > 0 || policy != Overflow.DROP_OLDEST)
                .map(policy -> Arguments.of(capacity, policy)));
  }

  private static final class Run {
    private record Pair(Model.Peer expected, Waiter<Integer> actual, Wait place) {}

    private final Random random;
    private final Model model;
    private final Channel<Integer> channel;
    private final List<Pair> inLine = new ArrayList<>();
    private final List<Integer> undelivered = new ArrayList<>();
    private long taken;
    private int stops;
    private int told;
    private int next;

    Run(int capacity, Overflow overflow, Random random) {
      this.random = random;
      this.model = new Model(capacity, overflow);
      this.channel =
          Channel.<Integer>builder()
              .capacity(capacity)
              .overflow(overflow)
              .onUndelivered(undelivered::add)
              .onTaken(count -> taken += count)
              .onStop(() -> stops++)
              .build();
    }

    String step() {
      try {
        return switch (random.nextInt(20)) {
          case 0, 1, 2, 3 -> trySend();
          case 4, 5, 6, 7 -> tryReceive();
          case 8, 9 -> waitToSend();
          case 10, 11 -> waitToReceive();
          case 12, 13 -> leave();
          case 14 -> drain();
          case 15 -> watch();
          case 16 -> selectSend();
          case 17 -> selectReceive();
          case 18 -> random.nextInt(6) == 0 ? end() : trySend();
          default -> random.nextInt(6) == 0 ? stop() : tryReceive();
        };
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    private String trySend() throws InterruptedException {
      int value = next++;
      TrySend answer =
          random.nextBoolean()
              ? channel.sender().trySend(value)
              : channel.sender().send(value, Duration.ZERO);
      assertThat(answer).isEqualTo(model.offer(value));
      return "send " + value + " " + answer;
    }

    private String tryReceive() throws InterruptedException {
      TryReceive<Integer> answer =
          random.nextBoolean()
              ? channel.receiver().tryReceive()
              : channel.receiver().receive(Duration.ZERO);
      Object expected = model.poll();
      switch (answer) {
        case TryReceive.Value<Integer>(var value) -> assertThat(value).isEqualTo(expected);
        case TryReceive.Empty<Integer> empty -> assertThat(expected).isNull();
        case TryReceive.Closed<Integer>(var cause) -> {
          assertThat(expected).isEqualTo(Engine.END);
          if (model.cause == OverflowException.class) {
            assertThat(cause).isInstanceOf(OverflowException.class);
          } else {
            assertThat(cause).isSameAs(model.cause);
          }
        }
      }
      return "receive " + answer;
    }

    private String waitToSend() {
      int value = next++;
      Waiter<Integer> waiter = Waiter.toSend(channel.sender().engine, value, 0);
      queueUp(waiter, model.waitToSend(value));
      return "wait to send " + value + " " + waiter.outcome;
    }

    private String waitToReceive() {
      Waiter<Integer> waiter = Waiter.toReceive(channel.receiver().engine, 0);
      queueUp(waiter, model.waitToReceive());
      return "wait to receive " + waiter.outcome;
    }

    /** What {@link Waiting} does, short of suspending. */
    private void queueUp(Waiter<Integer> waiter, Model.Peer expected) {
      Wait wait = new Wait();
      waiter.engine.lock();
      boolean met = waiter.meet();
      if (!met) {
        waiter.enqueue(wait);
      }
      waiter.engine.release();
      waiter.settleUp();
      assertThat(waiter.outcome).isEqualTo(expected.outcome);
      assertThat(waiter.value).isEqualTo(expected.value);
      if (!met) {
        inLine.add(new Pair(expected, waiter, wait));
      }
    }

    /** Somebody's wait ends otherwise; it may stay in the queue for a while, as a select does. */
    private String leave() {
      if (inLine.isEmpty()) {
        return "nobody leaves";
      }
      Pair leaver = inLine.get(random.nextInt(inLine.size()));
      boolean left = leaver.place.claim(Waiter.toReceive(channel.receiver().engine, 1));
      assertThat(left).isEqualTo(leaver.expected.outcome == null);
      model.leave(leaver.expected);
      if (left) {
        inLine.remove(leaver);
      }
      if (random.nextBoolean()) {
        leaver.actual.withdraw();
      }
      return "leave";
    }

    private String drain() {
      int max = random.nextInt(5);
      if (random.nextInt(4) == 0) {
        List<Integer> expected = model.drain(max);
        model.giveBack(expected);
        if (expected.isEmpty()) {
          channel.receiver().drainTo(List.of(), max);
        } else {
          assertThatThrownBy(() -> channel.receiver().drainTo(List.of(), max))
              .isInstanceOf(UnsupportedOperationException.class);
        }
        return "broken drain " + max;
      }
      List<Integer> values = new ArrayList<>();
      int count = channel.receiver().drainTo(values, max);
      assertThat(values).isEqualTo(model.drain(max)).hasSize(count);
      return "drain " + values;
    }

    private String watch() {
      // Where all in line have left, a watcher may be called for nothing: look before it watches.
      if (random.nextBoolean()) {
        tidyUp(false);
        model.whenReadable();
        channel.receiver().whenReadable(() -> told++);
        return "when readable";
      }
      tidyUp(true);
      model.whenWritable();
      channel.sender().whenWritable(() -> told++);
      return "when writable";
    }

    private void tidyUp(boolean receivers) {
      if (receivers && !model.writable()) {
        assertThat(channel.sender().trySend(next)).isEqualTo(model.offer(next));
      } else if (!receivers && !model.readable()) {
        assertThat(channel.receiver().tryReceive()).isEqualTo(new TryReceive.Empty<>());
      }
    }

    private String selectSend() {
      int value = next++;
      Select<String> select = Select.of(Select.send(channel.sender(), value, () -> "sent"));
      TrySend expected = model.offer(value);
      if (expected == TrySend.CLOSED) {
        assertThatThrownBy(select::poll).isInstanceOf(ChannelClosedException.class);
      } else {
        assertThat(select.poll().isPresent()).isEqualTo(expected == TrySend.SENT);
      }
      return "select send " + value + " " + expected;
    }

    private String selectReceive() {
      Select<TryReceive<Integer>> select =
          Select.of(Select.receiveOrEnd(channel.receiver(), received -> received));
      Optional<TryReceive<Integer>> answer =
          (random.nextBoolean() ? select : select.prioritized()).poll();
      Object expected = model.poll();
      if (expected instanceof Integer value) {
        assertThat(answer).contains(new TryReceive.Value<>(value));
      } else if (expected == null) {
        assertThat(answer).isEmpty();
      } else {
        assertThat(answer.orElseThrow()).isInstanceOf(TryReceive.Closed.class);
      }
      return "select receive " + answer;
    }

    private String end() {
      Throwable cause = random.nextBoolean() ? new IOException("no tea") : null;
      if (cause == null) {
        channel.sender().close();
      } else {
        channel.sender().fail(cause);
      }
      model.end(cause);
      return "end " + cause;
    }

    private String stop() {
      channel.receiver().close();
      model.stop();
      return "stop";
    }

    void compare() {
      assertThat(channel.counts()).isEqualTo(model.counts());
      Channel.Counts counts = channel.counts();
      assertThat(counts.sent())
          .isEqualTo(counts.received() + counts.undelivered() + counts.buffered());
      assertThat(channel.size()).isEqualTo(model.buffer.size());
      assertThat(undelivered).isEqualTo(model.undelivered);
      assertThat(stops).isEqualTo(model.stops);
      assertThat(taken).isEqualTo(model.taken);
      assertThat(told).isEqualTo(model.told);
      for (Pair pair : inLine) {
        assertThat(pair.place.isSettled()).isEqualTo(pair.expected.outcome != null);
        if (pair.expected.outcome != null) {
          assertThat(pair.actual.outcome).isEqualTo(pair.expected.outcome);
          assertThat(pair.actual.value).isEqualTo(pair.expected.value);
        }
      }
    }
  }
}
