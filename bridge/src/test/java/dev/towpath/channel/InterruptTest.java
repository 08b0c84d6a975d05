package dev.towpath.channel;

import static dev.towpath.channel.Running.awaitParked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.channel.Running.Kind;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class InterruptTest {
  private static final int RACES = 300;

  private final Channel<Integer> channel = Channel.rendezvous();
  private final Channel<Integer> buffered = Channel.buffered(1);

  @AfterEach
  void forgetTheInterrupt() {
    Thread.interrupted();
  }

  @Test
  void interruptBeforeASendThatNeedNotWaitMovesNothing() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> buffered.sender().send(1)).isInstanceOf(InterruptedException.class);

    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    assertThat(buffered.size()).isZero();
  }

  @Test
  void interruptBeforeAReceiveThatNeedNotWaitMovesNothing() {
    buffered.sender().trySend(1);
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> buffered.receiver().receive())
        .isInstanceOf(InterruptedException.class);

    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    assertThat(buffered.size()).isEqualTo(1);
  }

  @Test
  void interruptBeforeATimedFormWithoutTimeMovesNothing() {
    buffered.sender().trySend(1);

    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> buffered.receiver().receive(Duration.ZERO))
        .isInstanceOf(InterruptedException.class);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> channel.sender().send(1, Duration.ZERO))
        .isInstanceOf(InterruptedException.class);

    assertThat(buffered.size()).isEqualTo(1);
  }

  @Test
  void formsThatNeverWaitDoNotCareAboutInterrupts() {
    Thread.currentThread().interrupt();

    assertThat(buffered.sender().trySend(1)).isEqualTo(TrySend.SENT);
    assertThat(buffered.receiver().tryReceive()).isEqualTo(new TryReceive.Value<>(1));
    assertThat(Select.of(Select.send(buffered.sender(), 2, () -> "sent")).poll()).contains("sent");
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void interruptWhileSendingLeavesTheValueWithTheSender(Kind kind) throws Exception {
    var sending = awaitParked(kind.start(() -> channel.sender().send(1)));

    sending.interrupt();

    assertThatThrownBy(sending::get).isInstanceOf(InterruptedException.class);
    assertThat(sending.wasInterruptedAtEnd()).isFalse();
    assertThat(channel.receiver().tryReceive()).isEqualTo(new TryReceive.Empty<>());
    assertThat(channel.counts().sent()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void interruptWhileReceivingTakesNothing(Kind kind) throws Exception {
    var receiving = awaitParked(kind.start(() -> channel.receiver().receive()));

    receiving.interrupt();

    assertThatThrownBy(receiving::get).isInstanceOf(InterruptedException.class);
    assertThat(receiving.wasInterruptedAtEnd()).isFalse();
    assertThat(channel.sender().trySend(1)).isEqualTo(TrySend.FULL);
  }

  @ParameterizedTest
  @EnumSource
  void interruptWhileWaitingWithALimitMovesNothing(Kind kind) throws Exception {
    Duration limit = Duration.ofDays(1);
    var sending = awaitParked(kind.start(() -> channel.sender().send(1, limit)));

    sending.interrupt();

    assertThatThrownBy(sending::get).isInstanceOf(InterruptedException.class);
    assertThat(channel.receiver().tryReceive()).isEqualTo(new TryReceive.Empty<>());
  }

  @Test
  void oneInterruptDoesNotDisturbTheOthersInLine() throws Exception {
    var first = awaitParked(Running.start(() -> channel.sender().send(1)));
    var second = awaitParked(Running.start(() -> channel.sender().send(2)));
    var third = awaitParked(Running.start(() -> channel.sender().send(3)));

    second.interrupt();
    assertThatThrownBy(second::get).isInstanceOf(InterruptedException.class);

    assertThat(channel.receiver().receive()).isEqualTo(1);
    assertThat(channel.receiver().receive()).isEqualTo(3);
    first.get();
    third.get();
  }

  @ParameterizedTest
  @EnumSource
  void sendThatRacesWithAnInterruptIsDeliveredOrInterruptedNeverBoth(Kind kind) throws Exception {
    int delivered = 0;
    for (int i = 0; i < RACES; i++) {
      int value = i;
      Race<Void> race = new Race<>(() -> channel.sender().send(value));
      Running<Void> sending = race.start(kind, i);

      TryReceive<Integer> received = race.interruptAgainst(() -> channel.receiver().tryReceive());

      if (received.equals(new TryReceive.Value<>(value))) {
        sending.get();
        assertThat(sending.wasInterruptedAtEnd()).isTrue();
        delivered++;
      } else {
        assertThatThrownBy(sending::get).isInstanceOf(InterruptedException.class);
        assertThat(sending.wasInterruptedAtEnd()).isFalse();
      }
    }
    assertThat(channel.counts()).isEqualTo(new Channel.Counts(delivered, delivered, 0, 0));
  }

  @ParameterizedTest
  @EnumSource
  void receiveThatRacesWithAnInterruptHasItsValueOrIsInterruptedNeverBoth(Kind kind)
      throws Exception {
    int delivered = 0;
    for (int i = 0; i < RACES; i++) {
      int value = i;
      Race<Integer> race = new Race<>(() -> channel.receiver().receive());
      Running<Integer> receiving = race.start(kind, i);

      TrySend sent = race.interruptAgainst(() -> channel.sender().trySend(value));

      if (sent == TrySend.SENT) {
        assertThat(receiving.get()).isEqualTo(value);
        assertThat(receiving.wasInterruptedAtEnd()).isTrue();
        delivered++;
      } else {
        assertThatThrownBy(receiving::get).isInstanceOf(InterruptedException.class);
        assertThat(receiving.wasInterruptedAtEnd()).isFalse();
      }
    }
    assertThat(channel.counts()).isEqualTo(new Channel.Counts(delivered, delivered, 0, 0));
  }

  @ParameterizedTest
  @EnumSource
  void selectThatRacesWithAnInterruptHasMovedAValueOrIsInterruptedNeverBoth(Kind kind)
      throws Exception {
    int delivered = 0;
    for (int i = 0; i < RACES; i++) {
      int value = i;
      Race<Integer> race =
          new Race<>(() ->
              Select.of(
                      Select.receive(Channel.<Integer>never().receiver(), v -> -1),
                      Select.send(channel.sender(), value, () -> value))
                  .await());
      Running<Integer> selecting = race.start(kind, i);

      TryReceive<Integer> received = race.interruptAgainst(() -> channel.receiver().tryReceive());

      if (received.equals(new TryReceive.Value<>(value))) {
        assertThat(selecting.get()).isEqualTo(value);
        assertThat(selecting.wasInterruptedAtEnd()).isTrue();
        delivered++;
      } else {
        assertThatThrownBy(selecting::get).isInstanceOf(InterruptedException.class);
        assertThat(selecting.wasInterruptedAtEnd()).isFalse();
      }
    }
    assertThat(channel.counts()).isEqualTo(new Channel.Counts(delivered, delivered, 0, 0));
  }

  @ParameterizedTest
  @EnumSource
  void interruptThatComesAfterTheHandOffIsKeptForTheNextWait(Kind kind) throws Exception {
    Race<Integer> race = new Race<>(() -> channel.receiver().receive());
    Running<Integer> receiving = race.start(kind, 0);

    channel.sender().trySend(1);
    race.interrupt();

    assertThat(receiving.get()).isEqualTo(1);
    assertThat(receiving.wasInterruptedAtEnd()).isTrue();
  }

  /** A wait on {@link #channel} that an interrupt will hit, at the latest right after it. */
  private final class Race<V> {
    private final Callable<V> wait;
    private final AtomicBoolean interrupted = new AtomicBoolean();
    private Running<V> running;

    Race(Running.Action wait) {
      this.wait =
          () -> {
            wait.run();
            return null;
          };
    }

    Race(Callable<V> wait) {
      this.wait = wait;
    }

    /** Every other time the race begins when the thread is parked, else while it may still spin. */
    Running<V> start(Kind kind, int round) throws InterruptedException {
      running =
          kind.start(() -> {
            V result = wait.call();
            while (!interrupted.get()) {
              Thread.onSpinWait();
            }
            return result;
          });
      if (round % 2 == 0) {
        awaitParked(running);
      } else {
        Waiters.awaitAnyOn(channel);
      }
      return running;
    }

    <A> A interruptAgainst(Callable<A> other) throws Exception {
      CyclicBarrier start = new CyclicBarrier(2);
      var answer =
          Kind.PLATFORM.start(() -> {
            start.await();
            return other.call();
          });
      start.await();
      interrupt();
      return answer.get();
    }

    void interrupt() {
      running.interrupt();
      interrupted.set(true);
    }
  }
}
