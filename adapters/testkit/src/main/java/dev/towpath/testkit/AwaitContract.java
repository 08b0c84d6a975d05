package dev.towpath.testkit;

import static dev.towpath.testkit.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.towpath.channel.BridgeException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** One value in: C5, C6, C7, C10, C11, C12. */
abstract class AwaitContract extends ContractGroup {
  private static final Duration SHORT = Duration.ofMillis(1);
  private static final Duration LONG = Duration.ofSeconds(20);

  @Override
  String verb() {
    return "await";
  }

  @Test
  @DisplayName("pitfall 9, C8: the value is returned, and no cancel follows the end of the source")
  void value() throws Exception {
    ScriptedSource<String> source = ScriptedSource.of(null, "a");

    assertEquals("a", await(source));

    assertEquals(0, source.cancels());
  }

  @Test
  @DisplayName("C12: a source that is empty gives null")
  void empty() throws Exception {
    assertNull(await(ScriptedSource.<String>of(null)));
    assertNull(bridge().await(ScriptedSource.<String>of(null), LONG, options()));
  }

  @Test
  @DisplayName(
      "C3: a value from another thread wakes the waiter; the thread that brings it never waits")
  void valueFromEventLoop() throws Exception {
    ScriptedSource<String> source = ScriptedSource.create();
    Running<@Nullable String> waiter = waiting(source);

    onEventLoop(() -> {
      source.emit("a");
      source.complete();
    });

    assertEquals("a", waiter.get());
  }

  @Test
  @DisplayName(
      "pitfall 50, C10: three waits on one failed source get the same exception, unchanged")
  void failureIsNotChanged() {
    RuntimeException failure = new IllegalStateException("shared");

    for (int i = 0; i < 3; i++) {
      Flow.Publisher<String> source = ScriptedSource.of(failure);
      assertSame(failure, assertThrows(IllegalStateException.class, () -> await(source)));
    }

    assertEquals(0, failure.getSuppressed().length);
    assertNull(failure.getCause());
  }

  @Test
  @DisplayName(
      "pitfall 51, C10: the failure is the same whether it comes at once, later, or under a time limit")
  void failureByEveryPath() throws Exception {
    RuntimeException failure = new IllegalStateException("from the source");
    ScriptedSource<String> later = ScriptedSource.create();
    Running<@Nullable String> waiter = waiting(later);
    later.fail(failure);

    assertSame(failure, assertThrows(IllegalStateException.class, waiter::get));
    assertSame(
        failure,
        assertThrows(IllegalStateException.class, () -> await(ScriptedSource.of(failure))));
    assertSame(
        failure,
        assertThrows(
            IllegalStateException.class,
            () -> bridge().await(ScriptedSource.of(failure), LONG, options())));
  }

  @Test
  @DisplayName("C10: a checked failure comes inside one BridgeException")
  void checkedFailure() {
    IOException failure = new IOException("checked");

    BridgeException thrown =
        assertThrows(BridgeException.class, () -> await(ScriptedSource.of(failure)));

    assertSame(failure, thrown.getCause());
  }

  @Test
  @DisplayName(
      "pitfall 53, C6, C7: an interrupted wait cancels the source and throws with the flag clear")
  void interrupt() throws Exception {
    ScriptedSource<String> source = ScriptedSource.create();
    Running<@Nullable String> waiter = waiting(source);

    waiter.interrupt();

    assertThrows(InterruptedException.class, waiter::get);
    assertFalse(waiter.wasInterruptedAtEnd());
    assertEquals(1, source.cancels());
  }

  @Test
  @DisplayName("C6: a wait interrupted before it starts subscribes to nothing")
  void interruptedBefore() throws Exception {
    ScriptedSource<String> source = ScriptedSource.create();

    Running<@Nullable String> waiter =
        Running.start(() -> {
          Thread.currentThread().interrupt();
          return await(source);
        });

    assertThrows(InterruptedException.class, waiter::get);
    assertEquals(0, source.subscriptions());
  }

  @Test
  @DisplayName("pitfall 53, C7: a wait whose time is up cancels the source, once")
  void timeout() {
    ScriptedSource<String> source = ScriptedSource.create();

    assertThrows(TimeoutException.class, () -> bridge().await(source, SHORT, options()));

    assertEquals(1, source.cancels());
  }

  @Test
  @DisplayName("pitfall 53, C8: a time-out before onSubscribe cancels as soon as that comes")
  void timeoutBeforeOnSubscribe() {
    ScriptedSource<String> source = ScriptedSource.late();
    assertThrows(TimeoutException.class, () -> bridge().await(source, SHORT, options()));

    source.arrive();

    assertEquals(1, source.cancels());
  }

  @Test
  @DisplayName(
      "pitfall 52: when the time is up the message names the waiting thread and the bridge")
  void timeoutNamesWhoWaits() {
    ScriptedSource<String> source = ScriptedSource.late();

    TimeoutException thrown =
        assertThrows(TimeoutException.class, () -> bridge().await(source, SHORT, options()));

    String message = String.valueOf(thrown.getMessage());
    assertTrue(message.contains(Thread.currentThread().getName()), message);
    assertTrue(message.contains(probe.name()), message);
  }

  @Test
  @DisplayName(
      "pitfall 8, C6: a time-out is no outcome of the source: the next wait gets the value")
  void timeoutIsNoOutcome() throws Exception {
    ScriptedSource<String> source = ScriptedSource.create();
    assertThrows(TimeoutException.class, () -> bridge().await(source, SHORT, options()));
    source.whenRequested(count -> {
      source.emit("a");
      source.complete();
    });

    assertEquals("a", await(source));
  }

  @Test
  @DisplayName(
      "pitfall 7, C7: of two waiters on a shared source one can give up; the other gets the value")
  void twoWaiters() throws Exception {
    Running<@Nullable String> first;
    Running<@Nullable String> second;
    try (SubmissionPublisher<String> shared = new SubmissionPublisher<>()) {
      first = waiting(shared);
      second = waiting(shared);
      eventually("both wait", () -> shared.getNumberOfSubscribers() == 2);

      first.interrupt();
      assertThrows(InterruptedException.class, first::get);
      shared.submit("a");
    }

    assertEquals("a", second.get());
  }

  @Test
  @DisplayName(
      "pitfall 11, C11: a value and a failure after the time-out go to the hooks, not into the source")
  void lateSignals() {
    RuntimeException late = new IllegalStateException("late");
    ScriptedSource<String> source = ScriptedSource.create();
    assertThrows(TimeoutException.class, () -> bridge().await(source, SHORT, options()));

    source.emit("late");
    source.fail(late);

    assertEquals(List.of("late"), probe.undelivered());
    assertEquals(List.of(late), probe.lateErrors());
  }

  @Test
  @DisplayName("C4: a second value is an error, and neither is lost")
  void secondValue() {
    ScriptedSource<String> source = ScriptedSource.of(null, "a", "b");

    assertThrows(IllegalStateException.class, () -> await(source));

    assertEquals(List.of("a", "b"), probe.undelivered());
  }

  @Test
  @DisplayName(
      "pitfall 38, C5: a wait on an event loop is refused before anything is subscribed to")
  void refusedOnEventLoop() throws Exception {
    ScriptedSource<String> source = ScriptedSource.of(null, "a");
    CompletableFuture<@Nullable String> outcome = new CompletableFuture<>();

    Thread loop =
        bridge()
            .eventLoop(() -> {
              try {
                outcome.complete(await(source));
              } catch (Throwable t) {
                outcome.completeExceptionally(t);
              }
            });
    loop.start();
    awaitThrough(loop);

    Throwable refusal = outcome.handle((value, failure) -> failure).join();
    String message =
        String.valueOf(assertInstanceOf(IllegalStateException.class, refusal).getMessage());
    assertTrue(message.contains("'" + loop.getName() + "'"), message);
    assertEquals(0, source.subscriptions());
  }

  private <T> @Nullable T await(Flow.Publisher<T> source) throws InterruptedException {
    return bridge().await(source, options());
  }

  private <T> Running<@Nullable T> waiting(Flow.Publisher<T> source) throws InterruptedException {
    Running<@Nullable T> waiter = Running.start(() -> await(source));
    return waiter.awaitParked();
  }
}
