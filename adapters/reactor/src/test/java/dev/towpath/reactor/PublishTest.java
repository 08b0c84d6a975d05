package dev.towpath.reactor;

import static dev.towpath.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.channel.ChannelClosedException;
import dev.towpath.channel.Sender;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

class PublishTest {
  @Test
  void sentValuesThenCompletion() {
    Flux<String> flux =
        ReactorBridge.publish(out -> {
          out.send("tea");
          out.send("milk");
        });

    StepVerifier.create(flux).expectNext("tea", "milk").verifyComplete();
    StepVerifier.create(flux).expectNext("tea", "milk").verifyComplete(); // cold: runs again
  }

  @Test
  void demandIsExact() {
    AtomicInteger sent = new AtomicInteger();
    Flux<Integer> flux =
        ReactorBridge.publish(out -> {
          while (true) {
            out.send(sent.get());
            sent.incrementAndGet();
          }
        });

    StepVerifier.create(flux, 0)
        .expectSubscription()
        .thenRequest(1)
        .expectNext(0)
        .thenRequest(2)
        .expectNext(1, 2)
        .thenCancel()
        .verify();

    assertThat(sent.get()).isLessThanOrEqualTo(3);
  }

  @Test
  void nothingRunsBeforeASubscription() {
    AtomicBoolean ran = new AtomicBoolean();

    Flux<String> flux = ReactorBridge.publish(out -> ran.set(true));

    assertThat(ran).isFalse();
    assertThat(flux.collectList().block()).isEmpty();
    assertThat(ran).isTrue();
  }

  @Test
  @DisplayName("pitfall 15: the failure comes after the data, checked and as itself")
  void failureComesAfterTheData() {
    IOException failure = new IOException("after two");
    Flux<String> flux =
        ReactorBridge.publish(out -> {
          out.send("tea");
          out.send("milk");
          throw failure;
        });

    StepVerifier.create(flux)
        .expectNext("tea", "milk")
        .verifyErrorSatisfies(thrown -> assertThat(thrown).isSameAs(failure));
    assertThat(failure.getSuppressed()).isEmpty();
  }

  @Test
  void operatorsThatStopEarlyStopTheProducer() throws Exception {
    CountDownLatch stopped = new CountDownLatch(1);
    Flux<Integer> flux =
        ReactorBridge.publish(out -> {
          try {
            for (int i = 0; ; i++) {
              out.send(i);
            }
          } catch (InterruptedException | ChannelClosedException e) {
            stopped.countDown();
            throw e;
          }
        });

    assertThat(flux.take(3).collectList().block()).containsExactly(0, 1, 2);

    stopped.await();
  }

  @Test
  @DisplayName("pitfall 11: cancelling a body that waits interrupts it; no hook hears of that")
  void cancelOfAWaitingBodyIsSilent() throws Exception {
    try (Late late = new Late()) {
      AtomicReference<Thread> body = new AtomicReference<>();
      AtomicReference<Throwable> thrown = new AtomicReference<>();
      Flux<Integer> flux =
          ReactorBridge.publish(
              out -> {
                body.set(Thread.currentThread());
                try {
                  new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                  thrown.set(e);
                  throw e;
                }
              },
              late.options());
      Disposable subscription = flux.subscribe();
      eventually("the body waits", () -> body.get() != null && Waiting.isParked(body.get()));

      subscription.dispose();

      body.get().join();
      assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
      assertThat(late.droppedErrors).isEmpty();
      assertThat(late.lateErrors).isEmpty();
    }
  }

  @Test
  @DisplayName("pitfall 11: what a cancelled body fails with by itself goes to each hook once")
  void failureAfterTheCancelIsLate() throws Exception {
    try (Late late = new Late()) {
      AtomicReference<Thread> body = new AtomicReference<>();
      RuntimeException failure = new IllegalStateException("own failure");
      Flux<Integer> flux =
          ReactorBridge.publish(
              out -> {
                body.set(Thread.currentThread());
                try {
                  new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                  throw failure;
                }
              },
              late.options());
      Disposable subscription = flux.subscribe();
      eventually("the body waits", () -> body.get() != null && Waiting.isParked(body.get()));

      subscription.dispose();

      body.get().join();
      assertThat(late.droppedErrors).containsExactly(failure);
      assertThat(late.lateErrors).containsExactly(failure);
    }
  }

  @Test
  @DisplayName("pitfall 16: a cancel while onNext waits does not interrupt it, but the body behind")
  void downstreamIsNotInterrupted() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    AtomicBoolean interruptedInside = new AtomicBoolean(true);
    CountDownLatch bodyInterrupted = new CountDownLatch(1);
    BaseSubscriber<Integer> subscriber =
        new BaseSubscriber<>() {
          @Override
          protected void hookOnNext(Integer value) {
            inside.countDown();
            try {
              go.await();
              interruptedInside.set(Thread.currentThread().isInterrupted());
            } catch (InterruptedException e) {
              // stays true
            }
          }
        };
    ReactorBridge.<Integer>publish(
            out -> {
              out.send(1);
              if (Thread.currentThread().isInterrupted()) {
                bodyInterrupted.countDown();
              }
            })
        .subscribe(subscriber);
    inside.await();

    subscriber.cancel();
    go.countDown();

    bodyInterrupted.await();
    assertThat(interruptedInside).isFalse();
  }

  @Test
  @DisplayName("pitfall 16: an operator's fallback sees no interrupt flag of the body")
  void fallbackSeesNoFlag() {
    AtomicReference<Boolean> flag = new AtomicReference<>();
    Flux<Integer> flux =
        ReactorBridge.publish(out -> {
          Thread.currentThread().interrupt();
          throw new IOException("with the flag set");
        });

    flux.onErrorResume(
            e -> {
              flag.set(Thread.currentThread().isInterrupted());
              return Flux.just(1);
            })
        .blockLast();

    assertThat(flag).hasValue(false);
  }

  @Test
  @DisplayName("pitfall 41: eight threads that send at once lose nothing and are heard one by one")
  void manySenders() {
    int threads = 8;
    int each = 10_000;
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger overlaps = new AtomicInteger();
    List<Integer> received = new ArrayList<>(); // not thread-safe: signals are serial

    Flux<Integer> flux =
        ReactorBridge.<Integer>publish(
                out -> {
                  List<Thread> senders = new ArrayList<>();
                  for (int t = 0; t < threads; t++) {
                    int first = t * each;
                    senders.add(Thread.startVirtualThread(() -> sendRange(out, first, each)));
                  }
                  for (Thread sender : senders) {
                    sender.join();
                  }
                })
            .doOnNext(value -> {
              if (inside.incrementAndGet() != 1) {
                overlaps.incrementAndGet();
              }
              received.add(value);
              inside.decrementAndGet();
            });
    flux.limitRate(32).blockLast();

    assertThat(overlaps).hasValue(0);
    assertThat(received).hasSize(threads * each).doesNotHaveDuplicates();
  }

  private static void sendRange(Sender<Integer> out, int first, int count) {
    try {
      for (int i = first; i < first + count; i++) {
        out.send(i);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  @DisplayName(
      "pitfall 31: it can be subscribed to from any thread, a non-blocking one too, at once")
  void subscribableFromAnyThread() {
    Flux<Integer> flux = ReactorBridge.publish(out -> out.send(1));

    assertThat(flux.subscribeOn(Schedulers.parallel()).blockLast()).isEqualTo(1);
    assertThat(flux.subscribeOn(Schedulers.boundedElastic()).blockLast()).isEqualTo(1);
    assertThat(flux.repeat(99).count().block()).isEqualTo(100);
  }

  @Test
  @DisplayName("pitfall 34: a cancel stops a send that waits for demand")
  void cancelWithoutDemand() throws Exception {
    AtomicReference<Thread> body = new AtomicReference<>();
    BaseSubscriber<Integer> subscriber =
        new BaseSubscriber<>() {
          @Override
          protected void hookOnSubscribe(Subscription subscription) {
            // asks for nothing
          }
        };
    ReactorBridge.<Integer>publish(
            out -> {
              body.set(Thread.currentThread());
              out.send(1);
            })
        .subscribe(subscriber);
    eventually("the send waits", () -> body.get() != null && Waiting.isParked(body.get()));

    subscriber.cancel();

    body.get().join();
  }

  @Test
  void valuesOfAReceiverGoOutAgain() {
    Flux<Integer> flux =
        ReactorBridge.publish(out -> {
          try (var in = ReactorBridge.open(Flux.range(0, 1_000), 16)) {
            for (Integer value : in) {
              out.send(value);
            }
          }
        });

    StepVerifier.create(flux).expectNextCount(1_000).verifyComplete();
  }

  @Test
  void everySubscriberHasItsOwnVirtualThread() {
    List<Thread> threads = new CopyOnWriteArrayList<>();
    Flux<Integer> flux = ReactorBridge.publish(out -> threads.add(Thread.currentThread()));

    flux.blockLast();
    flux.blockLast();

    assertThat(threads).hasSize(2).doesNotHaveDuplicates().allMatch(Thread::isVirtual);
  }
}
