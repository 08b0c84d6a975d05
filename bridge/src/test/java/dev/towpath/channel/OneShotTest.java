package dev.towpath.channel;

import static dev.towpath.channel.Running.awaitParked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OneShotTest {
  private static final Duration LONG = Duration.ofDays(1);

  private final List<String> undelivered = new CopyOnWriteArrayList<>();
  private final List<Throwable> lateErrors = new CopyOnWriteArrayList<>();
  private final OneShot<String> reply =
      new OneShot<>(
          BridgeOptions.<String>defaults()
              .name("reply")
              .onUndelivered(undelivered::add)
              .onLateError(lateErrors::add));

  @Test
  void valueThatCameFirstIsThere() throws Exception {
    reply.succeed("tea");

    assertThat(reply.await()).isEqualTo("tea");
    assertThat(reply.await(Duration.ZERO)).isEqualTo("tea");
  }

  @Test
  void valueWakesWhoWaits() throws Exception {
    var waiting = awaitParked(Running.start(() -> reply.await()));
    var waitingToo = awaitParked(Running.start(() -> reply.await(LONG)));

    reply.succeed("tea");

    assertThat(waiting.get()).isEqualTo("tea");
    assertThat(waitingToo.get()).isEqualTo("tea");
  }

  @Test
  void nullIsAValueHere() throws Exception {
    reply.succeed(null);

    assertThat(reply.await()).isNull();
  }

  @Test
  void uncheckedFailureComesAsItself() {
    RuntimeException cause = new IllegalStateException("no tea");

    reply.fail(cause);

    assertThatThrownBy(reply::await).isSameAs(cause);
    assertThatThrownBy(reply::await).isSameAs(cause).hasNoSuppressedExceptions();
  }

  @Test
  void checkedFailureComesInsideOneBridgeException() throws Exception {
    IOException cause = new IOException("no tea");
    var waiting = awaitParked(Running.start(() -> reply.await()));

    reply.fail(cause);

    assertThatThrownBy(waiting::get)
        .isExactlyInstanceOf(BridgeException.class)
        .cause()
        .isSameAs(cause)
        .hasNoSuppressedExceptions();
  }

  @Test
  void failureMustNotBeNull() {
    assertThatNullPointerException().isThrownBy(() -> reply.fail(null));
  }

  @Test
  void outcomeThatComesSecondIsLate() throws Exception {
    Exception failure = new IOException("no tea");
    reply.succeed("tea");

    reply.succeed("milk");
    reply.succeed(null);
    reply.fail(failure);

    assertThat(reply.await()).isEqualTo("tea");
    assertThat(undelivered).containsExactly("milk");
    assertThat(lateErrors).containsExactly(failure);
  }

  @Test
  void outcomeAfterATimeoutIsLate() {
    assertThatThrownBy(() -> reply.await(Duration.ofMillis(1)))
        .isInstanceOf(TimeoutException.class)
        .hasMessageContaining("'reply'")
        .hasMessageContaining("'" + Thread.currentThread().getName() + "'");

    reply.succeed("tea");

    assertThat(undelivered).containsExactly("tea");
  }

  @Test
  void outcomeAfterAnInterruptIsLate() throws Exception {
    Exception failure = new IOException("no tea");
    var waiting = awaitParked(Running.start(() -> reply.await()));

    waiting.interrupt();

    assertThatThrownBy(waiting::get).isInstanceOf(InterruptedException.class);
    reply.fail(failure);
    assertThat(lateErrors).containsExactly(failure);
  }

  @Test
  void interruptAfterTheOutcomeKeepsBoth() throws Exception {
    reply.succeed("tea");

    var waiting =
        Running.start(() -> {
          Thread.currentThread().interrupt();
          return reply.await();
        });

    assertThat(waiting.get()).isEqualTo("tea");
    assertThat(waiting.wasInterruptedAtEnd()).isTrue();
    assertThat(undelivered).isEmpty();
  }

  @Test
  void valueThatIsHeldIsWaitedForUntilItIsComplete() throws Exception {
    var waiting = awaitParked(Running.start(() -> reply.await()));

    reply.hold("tea");
    awaitParked(waiting);
    reply.complete();

    assertThat(waiting.get()).isEqualTo("tea");
  }

  @Test
  void completionWithoutAValueIsNull() throws Exception {
    reply.complete();
    reply.complete();

    assertThat(reply.await()).isNull();
  }

  @Test
  void timeOutTakesTheValueThatIsHeld() throws Exception {
    reply.hold("tea");

    assertThat(reply.await(Duration.ofMillis(1))).isEqualTo("tea");
    reply.complete();
    assertThat(undelivered).isEmpty();
  }

  @Test
  void interruptTakesTheValueThatIsHeld() throws Exception {
    reply.hold("tea");
    var waiting = awaitParked(Running.start(() -> reply.await()));

    waiting.interrupt();

    assertThat(waiting.get()).isEqualTo("tea");
    assertThat(waiting.wasInterruptedAtEnd()).isTrue();
  }

  @Test
  void failureAfterTheValueIsTheOutcome() {
    RuntimeException cause = new IllegalStateException("no tea");
    reply.hold("tea");

    reply.fail(cause);

    assertThatThrownBy(reply::await).isSameAs(cause);
    assertThat(undelivered).containsExactly("tea");
  }

  @Test
  void secondValueIsLate() throws Exception {
    reply.hold("tea");

    reply.hold("milk");
    reply.succeed("water");
    reply.complete();
    reply.hold("juice");

    assertThat(reply.await()).isEqualTo("tea");
    assertThat(undelivered).containsExactly("milk", "water", "juice");
  }

  @Test
  void eventLoopIsRefused() {
    var waiting = new Running<>(Thread.ofPlatform().name("loop-3"), reply::await);

    assertThatThrownBy(waiting::get)
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'loop-3'");
  }

  @Test
  void virtualThreadThatIsRefusedLeavesTheOutcomeToTheHooks() {
    var waiting = new Running<>(Thread.ofVirtual().name("loop-3"), reply::await);
    assertThatThrownBy(waiting::get)
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'loop-3'");

    reply.succeed("tea");

    assertThat(undelivered).containsExactly("tea");
  }

  @Test
  void hooksThatThrowDoNotDisturbTheCallback() throws Exception {
    RuntimeException broken = new IllegalStateException("broken hook");
    OneShot<String> other =
        new OneShot<>(
            BridgeOptions.<String>defaults()
                .onUndelivered(value -> {
                  throw broken;
                }));
    other.succeed("tea");

    var late = Running.start(() -> other.succeed("milk"));

    late.get();
    assertThat(late.uncaught()).containsExactly(broken);
    assertThat(other.await()).isEqualTo("tea");
  }

  @Test
  void waitAfterOneThatGaveUpIsRefusedInsteadOfAnsweringNull() {
    assertThatThrownBy(() -> reply.await(Duration.ZERO)).isInstanceOf(TimeoutException.class);

    String message = "'reply' was given up by a wait that timed out or was interrupted";
    assertThatThrownBy(() -> reply.await(Duration.ZERO))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(message);
    assertThatThrownBy(reply::await).isInstanceOf(IllegalStateException.class).hasMessage(message);
  }

  @Test
  void whoeverElseWaitsIsWokenWhenOneGivesUp() throws Exception {
    var first = awaitParked(Running.start(() -> reply.await()));
    var second = awaitParked(Running.start(() -> reply.await(LONG)));

    first.interrupt();

    assertThatThrownBy(first::get).isInstanceOf(InterruptedException.class);
    assertThatThrownBy(second::get).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void outcomeThatRacesAnInterruptIsReceivedOrLate() throws Exception {
    int received = 0;
    int rounds = 2_000;
    for (int i = 0; i < rounds; i++) {
      OneShot<String> raced =
          new OneShot<>(BridgeOptions.<String>defaults().onUndelivered(undelivered::add));
      var waiting = awaitParked(Running.start(() -> raced.await()));
      var answering = Running.start(() -> raced.succeed("tea"));
      waiting.interrupt();
      answering.get();
      try {
        assertThat(waiting.get()).isEqualTo("tea");
        received++;
      } catch (InterruptedException e) {
        // then it is late
      }
    }

    assertThat(received + undelivered.size()).isEqualTo(rounds);
  }
}
