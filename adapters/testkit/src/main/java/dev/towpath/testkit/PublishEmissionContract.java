package dev.towpath.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.towpath.channel.Producer;
import dev.towpath.channel.Sender;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a subscriber hears of a producer, when, and on which thread: C1, C2, C14, C16. */
abstract class PublishEmissionContract extends ContractGroup {
  private static final int SMALL_STACK = 256 * 1024;

  @Override
  String verb() {
    return "publish";
  }

  @Test
  @DisplayName("C2: values come in order, then one onComplete when the producer returns")
  void valuesThenEnd() throws InterruptedException {
    ScriptedSubscriber<Integer> subscriber = ScriptedSubscriber.requesting(Long.MAX_VALUE);

    publish(out -> sendUpTo(100, out)).subscribe(subscriber);

    subscriber.awaitOver();
    assertEquals(IntStream.range(0, 100).boxed().toList(), subscriber.values());
    assertEquals(1, subscriber.completions());
    assertEquals(List.of(), subscriber.failures());
  }

  @Test
  @DisplayName("C2, C10: values come before the failure, which is the exception itself, unchanged")
  void valuesThenFailure() throws InterruptedException {
    IOException failure = new IOException("from the body");
    ScriptedSubscriber<Integer> subscriber = ScriptedSubscriber.requesting(Long.MAX_VALUE);

    publish(
            out -> {
              sendUpTo(3, out);
              throw failure;
            })
        .subscribe(subscriber);

    subscriber.awaitOver();
    assertEquals(List.of(0, 1, 2), subscriber.values());
    assertSame(failure, subscriber.failures().get(0));
    assertEquals(0, failure.getSuppressed().length);
    assertEquals(0, subscriber.completions());
  }

  @Test
  @DisplayName("C10: an Error of the body comes as itself")
  void errorAsItself() throws InterruptedException {
    Error failure = new AssertionError("from the body");
    ScriptedSubscriber<Integer> subscriber = ScriptedSubscriber.create();

    publish(
            out -> {
              throw failure;
            })
        .subscribe(subscriber);

    subscriber.awaitOver();
    assertSame(failure, subscriber.failures().get(0));
  }

  @Test
  @DisplayName(
      "pitfall 3, C1: a body that fails by a CancellationException of its own fails the subscriber")
  void ownCancellation() throws InterruptedException {
    for (Exception own : List.of(new CancellationException("own"), new InterruptedException())) {
      ScriptedSubscriber<Integer> subscriber = ScriptedSubscriber.requesting(1);

      publish(
              out -> {
                throw own;
              })
          .subscribe(subscriber);

      subscriber.awaitOver();
      assertEquals(List.of(own), subscriber.failures());
    }
  }

  @Test
  @DisplayName("C12: sending null throws at the producer, naming the bridge")
  void nullIsRefused() throws InterruptedException {
    ScriptedSubscriber<Integer> subscriber = ScriptedSubscriber.requesting(Long.MAX_VALUE);

    publish(PublishEmissionContract::sendNull).subscribe(subscriber);

    subscriber.awaitOver();
    NullPointerException refusal =
        assertInstanceOf(NullPointerException.class, subscriber.failures().get(0));
    assertTrue(String.valueOf(refusal.getMessage()).contains(probe.name()), refusal.getMessage());
  }

  @SuppressWarnings("NullAway") // on purpose
  private static void sendNull(Sender<Integer> out) throws InterruptedException {
    out.send(null);
  }

  @Test
  @DisplayName("C1: the end needs no demand")
  void endNeedsNoDemand() throws InterruptedException {
    ScriptedSubscriber<Integer> subscriber = ScriptedSubscriber.create();

    publish(out -> {}).subscribe(subscriber);

    subscriber.awaitOver();
    assertEquals(1, subscriber.completions());
  }

  @Test
  @DisplayName("C1: request and cancel after the end do nothing")
  void afterTheEnd() throws InterruptedException {
    ScriptedSubscriber<Integer> subscriber = ScriptedSubscriber.create();
    publish(out -> {}).subscribe(subscriber);
    subscriber.awaitOver();
    Threads.awaitNoneNamed(probe.name());

    subscriber.request(1);
    subscriber.request(-1);
    subscriber.cancel();
    subscriber.cancel();

    assertEquals(1, subscriber.completions());
    assertEquals(List.of(), subscriber.failures());
  }

  @Test
  @DisplayName(
      "pitfall 33, C14: request inside onNext does not recurse: 1,000,000 values on a small stack")
  void requestInsideOnNext() throws InterruptedException {
    ScriptedSubscriber<Integer> subscriber = ScriptedSubscriber.<Integer>create().onlyCounting();
    subscriber.whenNext(value -> subscriber.request(1));
    publish(out -> sendUpTo(1_000_000, out)).subscribe(subscriber);

    Thread requester = new Thread(null, () -> subscriber.request(1), "small stack", SMALL_STACK);
    requester.start();

    subscriber.awaitOver();
    assertEquals(1_000_000, subscriber.received());
    assertEquals(1, subscriber.completions());
  }

  @Test
  @DisplayName("pitfall 31, C3: subscribe works from any thread and returns at once")
  void subscribeFromAnyThread() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    Flow.Publisher<Integer> publisher = publish(out -> never.await());
    List<ScriptedSubscriber<Integer>> subscribers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      subscribers.add(ScriptedSubscriber.requesting(1));
    }

    onEventLoop(() -> publisher.subscribe(subscribers.get(0)));
    Running.run(() -> publisher.subscribe(subscribers.get(1))).get();
    Running.run(Thread.ofPlatform(), () -> publisher.subscribe(subscribers.get(2))).get();

    subscribers.forEach(ScriptedSubscriber::cancel);
  }

  @Test
  @DisplayName("C7: a publisher is cold: one run of the body for each subscriber, none before")
  void oneRunForEachSubscriber() throws InterruptedException {
    AtomicInteger runs = new AtomicInteger();
    Flow.Publisher<Integer> publisher = publish(out -> out.send(runs.incrementAndGet()));
    assertEquals(0, runs.get());

    for (int run = 1; run <= 3; run++) {
      ScriptedSubscriber<Integer> subscriber = ScriptedSubscriber.requesting(1);
      publisher.subscribe(subscriber);
      subscriber.awaitOver();
      assertEquals(List.of(run), subscriber.values());
    }
  }

  @Test
  @DisplayName(
      "C14, C16: the subscriber hears values and end on one virtual thread with the bridge's name")
  void oneNamedThread() throws InterruptedException {
    ScriptedSubscriber<Integer> subscriber = ScriptedSubscriber.requesting(Long.MAX_VALUE);

    publish(out -> sendUpTo(10, out)).subscribe(subscriber);

    subscriber.awaitOver();
    assertEquals(11, subscriber.threads().size());
    assertEquals(1, new HashSet<>(subscriber.threads()).size());
    Thread thread = subscriber.threads().get(0);
    assertTrue(thread.isVirtual());
    assertTrue(thread.getName().startsWith(probe.name()), thread.getName());
  }

  @Test
  @DisplayName(
      "pitfall 41, C14: eight threads send at once: nothing lost, order kept, one signal at a time")
  void severalSenders() throws InterruptedException {
    List<Integer> heard = new ArrayList<>(); // not thread-safe: C14 gives happens-before
    ScriptedSubscriber<Integer> subscriber =
        ScriptedSubscriber.<Integer>requesting(Long.MAX_VALUE).onlyCounting();
    subscriber.whenNext(heard::add);

    publish(out -> sendFromEightThreads(out, 10_000)).subscribe(subscriber);

    subscriber.awaitOver();
    assertEquals(List.of(), subscriber.failures());
    assertEquals(80_000, heard.size());
    assertEquals(0, subscriber.overlaps());
    Map<Integer, Integer> last = new HashMap<>();
    for (int value : heard) {
      Integer before = last.put(value / 10_000, value);
      assertTrue(before == null || before < value, "order of one sender");
    }
  }

  @Test
  @DisplayName("C16: whatever thread of ours calls the subscriber has the bridge's name")
  void threadsOfOtherSendersAreNamed() throws InterruptedException {
    ScriptedSubscriber<Integer> subscriber = ScriptedSubscriber.requesting(Long.MAX_VALUE);

    publish(out -> sendFromEightThreads(out, 10)).subscribe(subscriber);

    subscriber.awaitOver();
    for (Thread thread : subscriber.threads()) {
      assertTrue(thread.getName().startsWith(probe.name()), thread.toString());
    }
  }

  @Test
  @DisplayName("C3: request and cancel never wait, also while the subscriber is busy in onNext")
  void requestAndCancelNeverWait() throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    ScriptedSubscriber<Integer> subscriber = ScriptedSubscriber.requesting(1);
    subscriber.whenNext(value -> awaitUninterruptibly(busy));
    publish(out -> sendUpTo(10, out)).subscribe(subscriber);
    subscriber.awaitReceived(1);

    try {
      onEventLoop(() -> {
        subscriber.request(1);
        subscriber.cancel();
      });
    } finally {
      busy.countDown();
    }
  }

  @Test
  @DisplayName("C14: a slow subscriber is not overtaken: the end waits for onNext to return")
  void endWaitsForOnNext() throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    ScriptedSubscriber<Integer> subscriber = ScriptedSubscriber.requesting(Long.MAX_VALUE);
    subscriber.whenNext(value -> awaitUninterruptibly(busy));
    publish(
            out -> {
              Running<@Nullable Void> other = Running.run(() -> out.send(1));
              other.get();
            })
        .subscribe(subscriber);
    subscriber.awaitReceived(1);
    assertFalse(subscriber.isOver());

    busy.countDown();

    subscriber.awaitOver();
    assertEquals(0, subscriber.overlaps());
  }

  private Flow.Publisher<Integer> publish(Producer<Integer> producer) {
    return bridge().publish(producer, options());
  }

  static void sendUpTo(int count, Sender<Integer> out) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      out.send(i);
    }
  }

  private static void sendFromEightThreads(Sender<Integer> out, int each) throws Exception {
    List<Running<@Nullable Void>> senders = new ArrayList<>();
    for (int sender = 0; sender < 8; sender++) {
      int first = sender * each;
      senders.add(
          Running.run(() -> {
            for (int i = 0; i < each; i++) {
              out.send(first + i);
            }
          }));
    }
    for (Running<@Nullable Void> sender : senders) {
      sender.get();
    }
  }

  static void awaitUninterruptibly(CountDownLatch latch) {
    boolean interrupted = false;
    while (true) {
      try {
        latch.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
