package dev.towpath.jdk;

import static dev.towpath.jdk.Running.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.towpath.channel.BridgeException;
import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.CompletionHandler;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CallbackAwaitTest {
  private static final Duration NO_TIME = Duration.ofMillis(1);

  private final Probe probe = new Probe();
  private final AtomicInteger stops = new AtomicInteger();
  private final AtomicReference<Callback<String>> given = new AtomicReference<>();

  /** Starts a call that only the test ends. */
  private void startCall(Callback<String> callback) {
    given.set(callback);
    callback.onStop(stops::incrementAndGet);
  }

  private Running<String> awaitCall() throws InterruptedException {
    return start(() -> CallbackBridge.await(this::startCall, probe.options())).awaitParked();
  }

  @Test
  void waiterIsHandedTheValueWhenItComes() throws Exception {
    var waiting = awaitCall();

    given.get().success("tea");

    assertThat(waiting.get()).isEqualTo("tea");
    assertThat(stops).hasValue(0);
  }

  @Test
  @DisplayName(
      "C10: a failure reaches the waiter as itself, a checked one inside a BridgeException")
  void failure() throws Exception {
    var unchecked = new IllegalStateException("no tea");
    var checked = new IOException("no water");
    var first = awaitCall();
    given.get().failure(unchecked);
    var second = awaitCall();
    given.get().failure(checked);

    assertThat(catchThrowable(first::get)).isSameAs(unchecked);
    assertThat(catchThrowable(second::get))
        .isInstanceOf(BridgeException.class)
        .cause()
        .isSameAs(checked);
  }

  @Test
  void callThatWasCancelledOutsideThrowsCancellation() throws Exception {
    var waiting = awaitCall();

    given.get().cancelled();

    assertThatThrownBy(waiting::get).isInstanceOf(CancellationException.class);
    assertThat(stops).hasValue(0);
  }

  @Test
  @DisplayName("C12: null is a value")
  void nullIsAValue() throws Exception {
    assertThat(CallbackBridge.<Object>await(callback -> callback.success(null))).isNull();
  }

  @Test
  void callMayEndBeforeItsStartReturns() throws Exception {
    assertThat(CallbackBridge.<String>await(callback -> callback.success("tea"), NO_TIME))
        .isEqualTo("tea");
  }

  @Test
  @DisplayName("C1: what the start throws is thrown, and the call that may have begun is stopped")
  void startThrows() {
    var failure = new IllegalArgumentException("bad kettle");

    var thrown =
        catchThrowable(() ->
            CallbackBridge.<String>await(
                callback -> {
                  startCall(callback);
                  throw failure;
                },
                probe.options()));

    assertThat(thrown).isSameAs(failure);
    assertThat(stops).hasValue(1);
    given.get().success("late tea");
    assertThat(probe.undelivered()).containsExactly("late tea");
  }

  @Test
  @DisplayName("C1, C11: the first outcome wins; each later one goes to the hooks")
  void firstOutcomeWins() throws Exception {
    var late = new IOException("late");
    var thrownByStart = new IllegalStateException("later");

    String value =
        CallbackBridge.<String>await(
            callback -> {
              callback.success("tea");
              callback.success("coffee");
              callback.failure(late);
              throw thrownByStart;
            },
            probe.options());

    assertThat(value).isEqualTo("tea");
    assertThat(probe.undelivered()).containsExactly("coffee");
    assertThat(probe.lateErrors()).containsExactly(late, thrownByStart);
  }

  @Test
  @DisplayName(
      "pitfalls 17 and 53, C6, C8: an interrupt stops the call once; its value is then late")
  void interruptStopsTheCall() throws Exception {
    var waiting = awaitCall();

    waiting.interrupt();

    assertThatThrownBy(waiting::get).isInstanceOf(InterruptedException.class);
    assertThat(waiting.wasInterruptedAtEnd()).isFalse();
    assertThat(stops).hasValue(1);
    given.get().success("late tea");
    assertThat(probe.undelivered()).containsExactly("late tea");
    assertThat(stops).hasValue(1);
  }

  @Test
  @DisplayName("pitfall 53, C8: a time-out stops the call once")
  void timeOutStopsTheCall() {
    assertThatThrownBy(() -> CallbackBridge.await(this::startCall, NO_TIME, probe.options()))
        .isInstanceOf(TimeoutException.class);

    assertThat(stops).hasValue(1);
  }

  @Test
  @DisplayName("pitfall 17, C6: a wait that begins interrupted starts nothing")
  void interruptedBefore() throws Exception {
    var waiting =
        start(() -> {
          Thread.currentThread().interrupt();
          return CallbackBridge.await(this::startCall);
        });

    assertThatThrownBy(waiting::get).isInstanceOf(InterruptedException.class);
    assertThat(given).hasNullValue();
  }

  @Test
  @DisplayName("pitfall 9, C8: no stop follows an outcome")
  void noStopAfterAnOutcome() throws Exception {
    var waiting =
        start(() ->
            CallbackBridge.<String>await(callback -> {
              startCall(callback);
              callback.success("tea");
              Thread.currentThread().interrupt();
            }));

    assertThat(waiting.get()).isEqualTo("tea");
    assertThat(waiting.wasInterruptedAtEnd()).isTrue();
    given.get().onStop(stops::incrementAndGet);
    assertThat(stops).hasValue(0);
  }

  @Test
  @DisplayName("pitfall 32, C8: a stop that is named after the wait was given up runs at once")
  void stopNamedLate() {
    assertThatThrownBy(() -> CallbackBridge.await(given::set, NO_TIME, probe.options()))
        .isInstanceOf(TimeoutException.class);

    given.get().onStop(stops::incrementAndGet);

    assertThat(stops).hasValue(1);
  }

  @Test
  void stopCanBeNamedOnce() {
    assertThatThrownBy(() ->
            CallbackBridge.<String>await(callback -> {
              startCall(callback);
              callback.onStop(stops::incrementAndGet);
            }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("onStop");
    assertThat(stops).hasValue(1);
  }

  @Test
  @DisplayName("C11: what the stop throws is a late error; the waiter hears why it stopped waiting")
  void stopThrows() {
    var failure = new IOException("cannot close");

    assertThatThrownBy(() ->
            CallbackBridge.<String>await(
                callback ->
                    callback.onStop(() -> {
                      throw failure;
                    }),
                NO_TIME,
                probe.options()))
        .isInstanceOf(TimeoutException.class);

    assertThat(probe.lateErrors()).containsExactly(failure);
  }

  @Test
  @DisplayName("pitfall 11, C11: the cancellation that our stop brings about is no late error")
  void answerToTheStop() {
    assertThatThrownBy(() ->
            CallbackBridge.<String>await(
                callback -> callback.onStop(callback::cancelled), NO_TIME, probe.options()))
        .isInstanceOf(TimeoutException.class);

    assertThat(probe.lateErrors()).isEmpty();
  }

  @Test
  @DisplayName("pitfall 16, C9: the stop sees no interrupt")
  void stopIsNotInterrupted() throws Exception {
    var interrupted = new AtomicReference<Boolean>();
    var waiting =
        start(() ->
            CallbackBridge.<String>await(callback -> {
              callback.onStop(() -> interrupted.set(Thread.currentThread().isInterrupted()));
              Thread.currentThread().interrupt();
              throw new IllegalStateException("and fails");
            }));

    assertThatThrownBy(waiting::get).hasMessage("and fails");
    assertThat(interrupted).hasValue(false);
    assertThat(waiting.wasInterruptedAtEnd()).isTrue();
  }

  @Test
  @DisplayName("pitfall 50, C10: the exception is not changed by the wait")
  void exceptionIsNotChanged() {
    var failure = new IllegalStateException("shared");

    for (int i = 0; i < 3; i++) {
      assertThat(catchThrowable(() -> CallbackBridge.await(callback -> callback.failure(failure))))
          .isSameAs(failure);
    }

    assertThat(failure.getSuppressed()).isEmpty();
  }

  @Test
  @DisplayName("pitfall 52: a time-out names the bridge, the waiter and the limit")
  void timeOutNamesWhoWaits() throws Exception {
    var waiting = start(() -> CallbackBridge.await(this::startCall, NO_TIME, probe.options()));

    assertThatThrownBy(waiting::get)
        .isInstanceOf(TimeoutException.class)
        .hasMessageContainingAll("probed", "tester", NO_TIME.toString());
  }

  @Test
  @DisplayName("C5: on a thread that must not wait it is refused, and nothing is started")
  void refusedOnAnEventLoop() {
    var refused = Running.onEventLoop(() -> CallbackBridge.await(this::startCall));

    assertThatThrownBy(refused::get)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("await", "testkit-event-loop");
    assertThat(given).hasNullValue();
  }

  @Test
  void completionHandlerReportsBothOutcomes() throws Exception {
    var closed = new AsynchronousCloseException();

    assertThat(
            CallbackBridge.<Integer>await(callback -> {
              CompletionHandler<Integer, Object> handler = callback.asCompletionHandler();
              handler.completed(7, "ignored");
            }))
        .isEqualTo(7);
    assertThatThrownBy(() ->
            CallbackBridge.<Integer>await(
                callback -> callback.asCompletionHandler().failed(closed, null)))
        .cause()
        .isSameAs(closed);
  }

  @Test
  @DisplayName("pitfall 39, C11: a value that races the interrupt is received or undelivered")
  void noValueIsLostInTheRace() throws Exception {
    int received = 0;
    int rounds = 2_000;
    for (int i = 0; i < rounds; i++) {
      var waiting = awaitCall();
      Callback<String> callback = given.get();
      var answering = Running.run(() -> callback.success("tea"));
      waiting.interrupt();
      answering.get();
      try {
        waiting.get();
        received++;
      } catch (InterruptedException e) {
        // then it must be among the undelivered
      }
    }

    assertThat(received + probe.undelivered().size()).isEqualTo(rounds);
  }
}
