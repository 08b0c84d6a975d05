package dev.towpath.testkit;

import static dev.towpath.testkit.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** One value out: C7, C9, C10, C11, C12, C16. */
abstract class CallContract extends ContractGroup {
  private static final int ROUNDS = 300;

  @Override
  String verb() {
    return "call";
  }

  @Test
  @DisplayName("C2, C16: the value, then the end, on a virtual thread with the bridge's name")
  void value() throws InterruptedException {
    ScriptedSubscriber<String> subscriber = ScriptedSubscriber.requesting(Long.MAX_VALUE);

    call(() -> Thread.currentThread().getName()).subscribe(subscriber);

    subscriber.awaitOver();
    assertEquals(1, subscriber.completions());
    assertEquals(1, subscriber.received());
    assertTrue(subscriber.values().get(0).startsWith(probe.name()), subscriber.values().get(0));
    assertTrue(subscriber.threads().get(0).isVirtual());
  }

  @Test
  @DisplayName("C12: null is an end without a value")
  void nullIsEmpty() throws InterruptedException {
    ScriptedSubscriber<String> subscriber = ScriptedSubscriber.requesting(1);

    this.<String>call(() -> null).subscribe(subscriber);

    subscriber.awaitOver();
    assertEquals(1, subscriber.completions());
    assertEquals(0, subscriber.received());
  }

  @Test
  @DisplayName("C10: what the body throws comes as itself, checked or not")
  void failureAsItself() throws InterruptedException {
    List<Exception> failures =
        List.of(new IOException("checked"), new IllegalStateException("unchecked"));
    for (Exception failure : failures) {
      ScriptedSubscriber<String> subscriber = ScriptedSubscriber.requesting(1);

      this.<String>call(
              () -> {
                throw failure;
              })
          .subscribe(subscriber);

      subscriber.awaitOver();
      assertSame(failure, subscriber.failures().get(0));
      assertEquals(0, failure.getSuppressed().length);
    }
  }

  @Test
  @DisplayName(
      "pitfall 3, C1: a body that fails by a CancellationException of its own fails the subscriber")
  void ownCancellation() throws InterruptedException {
    CancellationException own = new CancellationException("own");
    ScriptedSubscriber<String> subscriber = ScriptedSubscriber.requesting(1);

    this.<String>call(
            () -> {
              throw own;
            })
        .subscribe(subscriber);

    subscriber.awaitOver();
    assertEquals(List.of(own), subscriber.failures());
  }

  @Test
  @DisplayName("C7: nothing runs before a subscriber comes, and once for each")
  void oneRunForEachSubscriber() throws InterruptedException {
    AtomicInteger runs = new AtomicInteger();
    Flow.Publisher<Integer> publisher = call(runs::incrementAndGet);
    assertEquals(0, runs.get());

    for (int run = 1; run <= 3; run++) {
      ScriptedSubscriber<Integer> subscriber = ScriptedSubscriber.requesting(1);
      publisher.subscribe(subscriber);
      subscriber.awaitOver();
      assertEquals(List.of(run), subscriber.values());
    }
  }

  @Test
  @DisplayName("pitfall 30, C9: a cancel interrupts a body that waits, and nobody hears more of it")
  void cancelInterruptsBody() throws InterruptedException {
    CountDownLatch started = new CountDownLatch(1);
    CompletableFuture<Throwable> body = new CompletableFuture<>();
    ScriptedSubscriber<String> subscriber = ScriptedSubscriber.requesting(1);
    this.<String>call(
            () -> {
              started.countDown();
              body.complete(PublishStopsContract.waitForEver());
              return null;
            })
        .subscribe(subscriber);
    started.await();

    subscriber.cancel();

    assertInstanceOf(InterruptedException.class, soon(body));
    Threads.awaitNoneNamed(probe.name());
    assertFalse(subscriber.isOver());
    assertEquals(List.of(), probe.lateErrors());
  }

  @Test
  @DisplayName(
      "pitfall 16, C9: the subscriber does not see an interrupt flag that the body has left set")
  void flagDoesNotLeak() throws InterruptedException {
    CompletableFuture<Boolean> seen = new CompletableFuture<>();
    ScriptedSubscriber<String> subscriber =
        ScriptedSubscriber.<String>requesting(1)
            .whenNext(value -> seen.complete(Thread.currentThread().isInterrupted()));

    call(
            () -> {
              Thread.currentThread().interrupt();
              return "a";
            })
        .subscribe(subscriber);

    subscriber.awaitOver();
    assertEquals(List.of("a"), subscriber.values());
    assertFalse(soon(seen));
  }

  @Test
  @DisplayName(
      "pitfall 11, C11: a failure of the body after a cancel goes to onLateError, and only there")
  void failureAfterCancel() throws InterruptedException {
    RuntimeException late = new IllegalStateException("cleaning up");
    CountDownLatch started = new CountDownLatch(1);
    ScriptedSubscriber<String> subscriber = ScriptedSubscriber.requesting(1);
    this.<String>call(
            () -> {
              started.countDown();
              PublishStopsContract.waitForEver();
              throw late;
            })
        .subscribe(subscriber);
    started.await();

    subscriber.cancel();

    eventually("the hook hears of it", () -> !probe.lateErrors().isEmpty());
    Threads.awaitNoneNamed(probe.name());
    assertEquals(List.of(late), probe.lateErrors());
    assertFalse(subscriber.isOver());
  }

  @Test
  @DisplayName("pitfall 39, C11: a value returned after a cancel is given to onUndelivered")
  void valueAfterCancel() throws InterruptedException {
    CountDownLatch started = new CountDownLatch(1);
    ScriptedSubscriber<String> subscriber = ScriptedSubscriber.requesting(1);
    call(
            () -> {
              started.countDown();
              PublishStopsContract.waitForEver();
              return "late";
            })
        .subscribe(subscriber);
    started.await();

    subscriber.cancel();

    Threads.awaitNoneNamed(probe.name());
    assertEquals(List.of("late"), probe.undelivered());
    assertEquals(0, subscriber.received());
  }

  @Test
  @DisplayName(
      "pitfall 39, C11: wherever a cancel cuts in, a live value is delivered or undelivered, once")
  void liveValueIsNeverLost() throws InterruptedException {
    AtomicInteger opened = new AtomicInteger();
    List<Object> received = new CopyOnWriteArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      ScriptedSubscriber<Integer> subscriber =
          ScriptedSubscriber.<Integer>requesting(1).whenNext(received::add);
      call(opened::incrementAndGet).subscribe(subscriber);
      for (int i = 0; i < round * 5; i++) {
        Thread.onSpinWait();
      }

      subscriber.cancel();

      eventually(
          "value " + opened + " is somewhere",
          () -> opened.get() <= received.size() + probe.undelivered().size());
    }
    Threads.awaitNoneNamed(probe.name());
    assertEquals(
        IntStream.rangeClosed(1, opened.get()).boxed().toList(),
        Stream.concat(received.stream(), probe.undelivered().stream()).sorted().toList());
  }

  private <T> Flow.Publisher<T> call(Callable<? extends @Nullable T> body) {
    return bridge().call(body, options());
  }
}
