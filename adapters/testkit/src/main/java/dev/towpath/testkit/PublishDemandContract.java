package dev.towpath.testkit;

import static dev.towpath.testkit.Eventually.eventually;
import static dev.towpath.testkit.PublishEmissionContract.awaitUninterruptibly;
import static dev.towpath.testkit.PublishEmissionContract.sendUpTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.towpath.channel.Producer;
import dev.towpath.channel.Sender;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How far a producer may get, and how often it runs: C4, C7. */
abstract class PublishDemandContract extends ContractGroup {
  private static final int MANY = 100_000;

  @Override
  String verb() {
    return "publish";
  }

  @Test
  @DisplayName(
      "C4: a send waits until its value was asked for, so nothing is buffered without demand")
  void sendWaitsForDemand() throws Exception {
    ScriptedSubscriber<Integer> subscriber = ScriptedSubscriber.create();
    AtomicInteger sent = new AtomicInteger();
    List<Thread> body = new ArrayList<>();
    publish(
            out -> {
              body.add(Thread.currentThread());
              for (int i = 0; i < 10; i++) {
                out.send(i);
                sent.incrementAndGet();
              }
            })
        .subscribe(subscriber);

    for (int asked = 0; asked < 10; asked++) {
      eventually("the body has started", () -> !body.isEmpty());
      Running.awaitParked(body.get(0));
      assertEquals(asked, sent.get());
      assertEquals(asked, subscriber.received());
      subscriber.request(1);
      subscriber.awaitReceived(asked + 1);
    }

    subscriber.awaitOver();
    assertEquals(10, sent.get());
  }

  @Test
  @DisplayName("C4: demand adds up without overflow")
  void demandDoesNotOverflow() throws InterruptedException {
    ScriptedSubscriber<Integer> subscriber =
        ScriptedSubscriber.<Integer>create()
            .whenSubscribed(subscription -> {
              subscription.request(1);
              subscription.request(Long.MAX_VALUE);
              subscription.request(Long.MAX_VALUE);
            })
            .whenNext(value -> {});

    publish(out -> sendUpTo(1_000, out)).subscribe(subscriber);

    subscriber.awaitOver();
    assertEquals(1_000, subscriber.received());
  }

  @Test
  @DisplayName(
      "pitfall 46, C4: values do not pile up behind a busy subscriber, whatever it has asked for")
  void unlimitedDemandIsBounded() throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    AtomicInteger sent = new AtomicInteger();
    CompletableFuture<Running<@Nullable Void>> other = new CompletableFuture<>();
    ScriptedSubscriber<Integer> subscriber =
        ScriptedSubscriber.<Integer>requesting(Long.MAX_VALUE).onlyCounting();
    subscriber.whenNext(value -> awaitUninterruptibly(busy));
    publish(
            out -> {
              other.complete(Running.run(() -> sendCounting(MANY, out, sent)));
              other.join().get();
            })
        .subscribe(subscriber);
    subscriber.awaitReceived(1);

    other.join().awaitParked();

    assertTrue(sent.get() < MANY / 10, "sent " + sent);
    busy.countDown();
    subscriber.awaitOver();
    assertEquals(MANY, subscriber.received());
  }

  @Test
  @DisplayName(
      "pitfall 35, C4: a subscriber that is not ready holds all senders up, not their values")
  void nothingIsQueuedForASubscriberThatIsNotReady() throws Exception {
    ScriptedSubscriber<Integer> subscriber = ScriptedSubscriber.<Integer>create().onlyCounting();
    AtomicInteger sent = new AtomicInteger();
    CompletableFuture<List<Running<@Nullable Void>>> senders = new CompletableFuture<>();
    publish(
            out -> {
              List<Running<@Nullable Void>> four = new ArrayList<>();
              for (int i = 0; i < 4; i++) {
                four.add(Running.run(() -> sendCounting(1_000, out, sent)));
              }
              senders.complete(four);
              for (Running<@Nullable Void> sender : four) {
                sender.get();
              }
            })
        .subscribe(subscriber);

    for (Running<@Nullable Void> sender : soon(senders)) {
      sender.awaitParked();
    }

    assertEquals(0, sent.get());
    subscriber.request(Long.MAX_VALUE);
    subscriber.awaitOver();
    assertEquals(4_000, subscriber.received());
  }

  @Test
  @DisplayName(
      "pitfall 36, C4: readiness told in onSubscribe, before the producer runs, is not lost")
  void demandBeforeTheProducerRuns() throws InterruptedException {
    for (int run = 0; run < 100; run++) {
      ScriptedSubscriber<Integer> subscriber = ScriptedSubscriber.requesting(3);

      publish(out -> sendUpTo(3, out)).subscribe(subscriber);

      subscriber.awaitOver();
      assertEquals(List.of(0, 1, 2), subscriber.values());
    }
  }

  @Test
  @DisplayName(
      "pitfall 14, C7: a subscription walks a producer's iterable once, so one-shot ones do")
  void oneShotIterable() throws InterruptedException {
    ScriptedSubscriber<Integer> subscriber = ScriptedSubscriber.requesting(Long.MAX_VALUE);
    OneShot rows = new OneShot(List.of(1, 2, 3));

    publish(
            out -> {
              for (int row : rows) {
                out.send(row);
              }
            })
        .subscribe(subscriber);

    subscriber.awaitOver();
    assertEquals(List.of(1, 2, 3), subscriber.values());
    assertEquals(List.of(), subscriber.failures());
  }

  /** As a query's result is: gone once it was walked. */
  private record OneShot(List<Integer> values, AtomicInteger walks) implements Iterable<Integer> {
    OneShot(List<Integer> values) {
      this(values, new AtomicInteger());
    }

    @Override
    public Iterator<Integer> iterator() {
      if (walks.getAndIncrement() > 0) {
        throw new IllegalStateException("walked twice");
      }
      return values.iterator();
    }
  }

  private Flow.Publisher<Integer> publish(Producer<Integer> producer) {
    return bridge().publish(producer, options());
  }

  private static void sendCounting(int count, Sender<Integer> out, AtomicInteger sent)
      throws InterruptedException {
    for (int i = 0; i < count; i++) {
      out.send(i);
      sent.incrementAndGet();
    }
  }
}
