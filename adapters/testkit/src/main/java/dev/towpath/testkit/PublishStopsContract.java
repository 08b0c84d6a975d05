package dev.towpath.testkit;

import static dev.towpath.testkit.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.towpath.channel.ChannelClosedException;
import dev.towpath.channel.Producer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How a subscriber stops a producer, on purpose or by breaking a rule: C8, C9, C11. */
abstract class PublishStopsContract extends ContractGroup {
  private static final int ROUNDS = 300;

  @Override
  String verb() {
    return "publish";
  }

  @Test
  @DisplayName("pitfall 30, C9: a cancel interrupts a body that waits for something else")
  void cancelInterruptsBody() throws InterruptedException {
    CompletableFuture<Throwable> body = new CompletableFuture<>();
    CountDownLatch started = new CountDownLatch(1);
    ScriptedSubscriber<Integer> subscriber = ScriptedSubscriber.create();
    publish(
            out -> {
              started.countDown();
              body.complete(waitForEver());
            })
        .subscribe(subscriber);
    started.await();

    subscriber.cancel();

    assertInstanceOf(InterruptedException.class, soon(body));
    assertFalse(subscriber.isOver());
  }

  @Test
  @DisplayName("pitfall 34, C8: a cancel wakes a send that waits for demand")
  void cancelWakesSend() throws InterruptedException {
    CompletableFuture<Throwable> body = new CompletableFuture<>();
    List<Thread> thread = new CopyOnWriteArrayList<>();
    ScriptedSubscriber<Integer> subscriber = ScriptedSubscriber.create();
    publish(
            out -> {
              thread.add(Thread.currentThread());
              body.complete(thrownBy(() -> out.send(1)));
            })
        .subscribe(subscriber);
    eventually("the body has started", () -> !thread.isEmpty());
    Running.awaitParked(thread.get(0));

    subscriber.cancel();

    assertTrue(
        soon(body) instanceof InterruptedException || soon(body) instanceof ChannelClosedException,
        soon(body).toString());
    assertEquals(0, subscriber.received());
  }

  @Test
  @DisplayName(
      "pitfall 30, C8: a body that ignores its interrupt is told by every send that nobody listens")
  void stubbornBody() throws InterruptedException {
    CompletableFuture<List<Throwable>> body = new CompletableFuture<>();
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    ScriptedSubscriber<Integer> subscriber = ScriptedSubscriber.create();
    publish(
            out -> {
              started.countDown();
              PublishEmissionContract.awaitUninterruptibly(cancelled);
              Thread.interrupted();
              body.complete(List.of(thrownBy(() -> out.send(1)), thrownBy(() -> out.send(2))));
            })
        .subscribe(subscriber);
    started.await();
    subscriber.cancel();

    cancelled.countDown();

    for (Throwable thrown : soon(body)) {
      assertInstanceOf(ChannelClosedException.class, thrown);
    }
  }

  @Test
  @DisplayName(
      "pitfall 16, C9: a subscriber that waits in onNext is not interrupted by a cancel; the body is, on return")
  void subscriberIsNotInterrupted() throws InterruptedException {
    CountDownLatch cancelled = new CountDownLatch(1);
    CompletableFuture<@Nullable Throwable> inOnNext = new CompletableFuture<>();
    CompletableFuture<Throwable> inBody = new CompletableFuture<>();
    CompletableFuture<Thread> waiting = new CompletableFuture<>();
    ScriptedSubscriber<Integer> subscriber = ScriptedSubscriber.requesting(1);
    subscriber.whenNext(value -> {
      waiting.complete(Thread.currentThread());
      inOnNext.complete(thrownBy(cancelled::await));
    });
    publish(
            out -> {
              Throwable inSend = thrownBy(() -> out.send(1));
              inBody.complete(inSend == null ? waitForEver() : inSend);
            })
        .subscribe(subscriber);
    Running.awaitParked(soon(waiting));

    subscriber.cancel();
    cancelled.countDown();

    assertEquals(null, soon(inOnNext));
    assertInstanceOf(InterruptedException.class, soon(inBody));
  }

  @Test
  @DisplayName("pitfall 16, C9: no signal sees an interrupt flag that the body has left set")
  void flagDoesNotLeak() throws InterruptedException {
    AtomicBoolean seen = new AtomicBoolean();
    ScriptedSubscriber<Integer> subscriber = ScriptedSubscriber.requesting(Long.MAX_VALUE);
    subscriber.whenNext(value -> note(seen)).whenOver(() -> note(seen));

    publish(
            out -> {
              out.send(1);
              Thread.currentThread().interrupt();
              out.trySend(2);
            })
        .subscribe(subscriber);

    subscriber.awaitOver();
    assertEquals(List.of(1, 2), subscriber.values());
    assertFalse(seen.get());
  }

  @Test
  @DisplayName(
      "C9: the body's own interrupt flag is still there after a send that ran the subscriber")
  void flagComesBack() throws InterruptedException {
    CompletableFuture<Boolean> flag = new CompletableFuture<>();
    ScriptedSubscriber<Integer> subscriber = ScriptedSubscriber.requesting(Long.MAX_VALUE);

    publish(
            out -> {
              Thread.currentThread().interrupt();
              out.trySend(1);
              flag.complete(Thread.interrupted());
            })
        .subscribe(subscriber);

    subscriber.awaitOver();
    assertTrue(soon(flag));
  }

  @Test
  @DisplayName(
      "C8: a cancel inside onSubscribe: nothing is emitted, and cancelling again does nothing")
  void cancelInOnSubscribe() {
    ScriptedSubscriber<Integer> subscriber =
        ScriptedSubscriber.<Integer>create()
            .whenSubscribed(subscription -> {
              subscription.request(1);
              subscription.cancel();
              subscription.cancel();
            });

    publish(out -> out.send(1)).subscribe(subscriber);
    subscriber.cancel();

    assertEquals(0, subscriber.received());
    assertFalse(subscriber.isOver());
  }

  @Test
  @DisplayName("C8: a cancel inside onNext: no further signal, and the body learns of it")
  void cancelInOnNext() throws InterruptedException {
    CompletableFuture<Integer> sent = new CompletableFuture<>();
    ScriptedSubscriber<Integer> subscriber = ScriptedSubscriber.requesting(Long.MAX_VALUE);
    subscriber.whenNext(value -> {
      if (value == 2) {
        subscriber.cancel();
      }
    });

    publish(
            out -> {
              int count = 0;
              try {
                while (goesOn()) {
                  out.send(count);
                  count++;
                }
              } finally {
                sent.complete(count);
              }
            })
        .subscribe(subscriber);

    assertEquals(3, soon(sent));
    assertEquals(List.of(0, 1, 2), subscriber.values());
    assertFalse(subscriber.isOver());
  }

  @Test
  @DisplayName(
      "pitfall 4, C8: onNext that throws counts as a cancel: the body stops, the hook hears of it")
  void throwInOnNext() throws InterruptedException {
    RuntimeException broken = new IllegalStateException("in onNext");
    CompletableFuture<Throwable> body = new CompletableFuture<>();
    ScriptedSubscriber<Integer> subscriber =
        ScriptedSubscriber.<Integer>requesting(Long.MAX_VALUE)
            .whenNext(value -> {
              throw broken;
            });

    publish(out -> body.complete(thrownBy(() -> PublishEmissionContract.sendUpTo(10, out))))
        .subscribe(subscriber);

    assertTrue(
        soon(body) instanceof ChannelClosedException || soon(body) instanceof InterruptedException);
    assertEquals(1, subscriber.received());
    assertFalse(subscriber.isOver());
    assertEquals(List.of(broken), probe.lateErrors());
  }

  @Test
  @DisplayName(
      "pitfall 4, C11: onSubscribe that throws counts as a cancel: no signal, the hook hears of it")
  void throwInOnSubscribe() {
    RuntimeException broken = new IllegalStateException("in onSubscribe");
    ScriptedSubscriber<Integer> subscriber =
        ScriptedSubscriber.<Integer>create()
            .whenSubscribed(subscription -> {
              subscription.request(1);
              throw broken;
            });

    publish(out -> out.send(1)).subscribe(subscriber);

    assertEquals(List.of(broken), probe.lateErrors());
    assertEquals(0, subscriber.received());
    assertFalse(subscriber.isOver());
  }

  @Test
  @DisplayName("C11: onComplete and onError that throw go to the hook, and are not called again")
  void throwAtTheEnd() throws InterruptedException {
    RuntimeException broken = new IllegalStateException("at the end");
    List<Producer<Integer>> bodies =
        List.of(
            out -> {},
            out -> {
              throw new IllegalArgumentException("from the body");
            });
    for (Producer<Integer> body : bodies) {
      probe.lateErrors().clear();
      ScriptedSubscriber<Integer> subscriber =
          ScriptedSubscriber.<Integer>create()
              .whenOver(() -> {
                throw broken;
              });

      publish(body).subscribe(subscriber);

      subscriber.awaitOver();
      eventually("the hook hears of it", () -> !probe.lateErrors().isEmpty());
      Threads.awaitNoneNamed(probe.name());
      assertEquals(List.of(broken), probe.lateErrors());
      assertEquals(1, subscriber.completions() + subscriber.failures().size());
    }
  }

  @Test
  @DisplayName(
      "C1: a request of 0 or less fails the subscriber, naming the number, and stops the body")
  void badRequest() throws InterruptedException {
    for (long bad : new long[] {0, -1, Long.MIN_VALUE}) {
      CompletableFuture<Throwable> body = new CompletableFuture<>();
      ScriptedSubscriber<Integer> subscriber = ScriptedSubscriber.create();
      CountDownLatch started = new CountDownLatch(1);
      publish(
              out -> {
                started.countDown();
                body.complete(waitForEver());
              })
          .subscribe(subscriber);
      started.await();

      subscriber.request(bad);
      subscriber.request(bad);

      subscriber.awaitOver();
      assertInstanceOf(InterruptedException.class, soon(body));
      assertEquals(1, subscriber.failures().size());
      Throwable failure = subscriber.failures().get(0);
      assertInstanceOf(IllegalArgumentException.class, failure);
      assertTrue(String.valueOf(failure.getMessage()).contains("" + bad), failure.getMessage());
    }
  }

  @Test
  @DisplayName(
      "pitfall 11, C11: a failure of the body after a cancel goes to onLateError, and only there")
  void failureAfterCancel() throws InterruptedException {
    RuntimeException late = new IllegalStateException("cleaning up");
    CountDownLatch started = new CountDownLatch(1);
    ScriptedSubscriber<Integer> subscriber = ScriptedSubscriber.create();
    publish(
            out -> {
              started.countDown();
              waitForEver();
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
  @DisplayName(
      "pitfall 11, C11: a body that just passes its interrupt on is no error, late or otherwise")
  void echoOfTheCancel() throws InterruptedException {
    CountDownLatch started = new CountDownLatch(1);
    ScriptedSubscriber<Integer> subscriber = ScriptedSubscriber.create();
    publish(
            out -> {
              started.countDown();
              new CountDownLatch(1).await();
            })
        .subscribe(subscriber);
    started.await();

    subscriber.cancel();

    Threads.awaitNoneNamed(probe.name());
    assertEquals(List.of(), probe.lateErrors());
    assertFalse(subscriber.isOver());
  }

  @Test
  @DisplayName(
      "pitfall 40, C11: each value accepted is emitted or given to onUndelivered, wherever a cancel cuts in")
  void nothingIsLostWhenCancelled() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      probe.undelivered().clear();
      AtomicInteger sent = new AtomicInteger();
      CountDownLatch over = new CountDownLatch(1);
      ScriptedSubscriber<Integer> subscriber = ScriptedSubscriber.requesting(Long.MAX_VALUE);
      publish(
              out -> {
                try {
                  while (goesOn()) {
                    out.send(sent.get());
                    sent.incrementAndGet();
                  }
                } finally {
                  over.countDown();
                }
              })
          .subscribe(subscriber);
      subscriber.awaitReceived(1 + round % 20);

      subscriber.cancel();

      eventually("the body learns of the cancel", () -> over.getCount() == 0);
      List<Object> accounted =
          Stream.<Object>concat(subscriber.values().stream(), probe.undelivered().stream())
              .sorted()
              .toList();
      assertEquals(IntStream.range(0, sent.get()).boxed().toList(), accounted);
    }
  }

  private Flow.Publisher<Integer> publish(Producer<Integer> producer) {
    return bridge().publish(producer, options());
  }

  private static void note(AtomicBoolean seen) {
    if (Thread.currentThread().isInterrupted()) {
      seen.set(true);
    }
  }

  /** Waits on something that never comes; returns what ended the wait. */
  static Throwable waitForEver() {
    Throwable thrown = thrownBy(() -> new CountDownLatch(1).await());
    return thrown == null ? new AssertionError("was not interrupted") : thrown;
  }

  static @Nullable Throwable thrownBy(Running.Action action) {
    try {
      action.run();
      return null;
    } catch (Throwable t) {
      return t;
    }
  }
}
