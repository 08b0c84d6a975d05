package dev.towpath.channel;

import static dev.towpath.channel.Running.awaitParked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.channel.stop.Stop;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StopTest {
  private static final class Switch extends Stop {
    private volatile boolean on;

    @Override
    public boolean isStopped() {
      return on;
    }

    @Override
    public RuntimeException reason() {
      return new CancellationException("enough");
    }

    @Override
    public void close() {}

    void throwIt() {
      on = true;
      wake();
    }
  }

  private final Switch stop = new Switch();

  private Running<Void> waiting(Running.Action action) throws InterruptedException {
    return awaitParked(
        Running.start(() -> {
          Stop.setCurrent(stop);
          try {
            action.run();
          } finally {
            Stop.setCurrent(null);
          }
        }));
  }

  @Test
  void aWaitingReceiverThrowsTheReasonAndTakesNothing() throws Exception {
    Channel<String> channel = Channel.rendezvous();
    Running<Void> receiver = waiting(() -> channel.receiver().receive());

    stop.throwIt();

    assertThatThrownBy(receiver::get)
        .isInstanceOf(CancellationException.class)
        .hasMessage("enough");
    assertThat(receiver.wasInterruptedAtEnd()).isFalse();
    assertThat(Waiters.noneOn(channel)).isTrue();
    assertThat(channel.sender().trySend("tea")).isEqualTo(TrySend.FULL);
  }

  @Test
  void aWaitingSenderKeepsItsValue() throws Exception {
    Channel<String> channel = Channel.rendezvous();
    Running<Void> sender = waiting(() -> channel.sender().send("tea"));

    stop.throwIt();

    assertThatThrownBy(sender::get).hasMessage("enough");
    assertThat(channel.receiver().tryReceive()).isInstanceOf(TryReceive.Empty.class);
  }

  @Test
  void aWaitingSelectLeavesAllItsChannels() throws Exception {
    Channel<String> in = Channel.rendezvous();
    Channel<String> out = Channel.rendezvous();
    Running<Void> select =
        waiting(() ->
            Select.of(
                    Select.receive(in.receiver(), value -> value),
                    Select.send(out.sender(), "tea", () -> "sent"))
                .await());

    stop.throwIt();

    assertThatThrownBy(select::get).hasMessage("enough");
    assertThat(Waiters.noneOn(in)).isTrue();
    assertThat(Waiters.noneOn(out)).isTrue();
  }

  @Test
  void aWaitForOneOutcomeGivesItUp() throws Exception {
    OneShot<String> outcome = new OneShot<>(BridgeOptions.defaults());
    Running<Void> waiter = waiting(() -> outcome.await(Duration.ofHours(1)));
    assertThat(outcome.isGivenUp()).isFalse();

    stop.throwIt();

    assertThatThrownBy(waiter::get).hasMessage("enough");
    assertThat(outcome.isGivenUp()).isTrue();
  }

  @Test
  void anOutcomeThatIsHeldCountsMoreThanTheStop() throws Exception {
    OneShot<String> outcome = new OneShot<>(BridgeOptions.defaults());
    Running<String> waiter =
        awaitParked(
            Running.start(() -> {
              Stop.setCurrent(stop);
              try {
                return outcome.await();
              } finally {
                Stop.setCurrent(null);
              }
            }));
    outcome.hold("tea");

    stop.throwIt();

    assertThat(waiter.get()).isEqualTo("tea");
  }

  @Test
  void aWaitThatBeginsAfterTheStopEndsAtOnceAndWhatIsThereIsStillReceived() throws Exception {
    Channel<String> channel = Channel.buffered(1);
    channel.sender().send("tea");
    stop.throwIt();

    Running<String> receiver =
        Running.start(() -> {
          Stop.setCurrent(stop);
          String first = channel.receiver().receive();
          assertThatThrownBy(() -> channel.receiver().receive()).hasMessage("enough");
          Stop.setCurrent(null);
          return first;
        });

    assertThat(receiver.get()).isEqualTo("tea");
  }

  @Test
  void otherThreadsDoNotCare() throws Exception {
    Channel<String> channel = Channel.rendezvous();
    Running<String> other = awaitParked(Running.start(() -> channel.receiver().receive()));

    stop.throwIt();
    channel.sender().send("tea");

    assertThat(other.get()).isEqualTo("tea");
  }

  @Test
  void nothingIsLostWhereAHandOffMeetsAStop() throws Exception {
    for (int round = 0; round < 2_000; round++) {
      Channel<Integer> channel = Channel.rendezvous();
      Switch now = new Switch();
      AtomicInteger taken = new AtomicInteger(-1);
      Running<Void> receiver =
          Running.start(() -> {
            Stop.setCurrent(now);
            try {
              taken.set(channel.receiver().receive());
            } finally {
              Stop.setCurrent(null);
            }
          });
      int value = ThreadLocalRandom.current().nextInt(100);
      Running<TrySend> sender =
          Running.start(() -> channel.sender().send(value, Duration.ofMillis(1)));
      Running<Void> stopper = Running.start(now::throwIt);

      boolean sent = sender.get() == TrySend.SENT;
      stopper.get();
      if (sent) {
        receiver.get();
      } else {
        assertThatThrownBy(receiver::get).hasMessage("enough");
      }

      assertThat(taken.get()).isEqualTo(sent ? value : -1);
    }
  }
}
