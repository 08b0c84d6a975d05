package dev.towpath.reactor;

import static dev.towpath.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.ContextCarrier;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class CallTest {
  @Test
  void valueIsTheMonos() {
    StepVerifier.create(ReactorBridge.call(() -> "tea")).expectNext("tea").verifyComplete();
  }

  @Test
  void nullIsAnEmptyMono() {
    StepVerifier.create(ReactorBridge.<String>call(() -> null)).verifyComplete();
  }

  @Test
  void checkedFailureIsItself() {
    IOException failure = new IOException("checked");

    StepVerifier.create(
            ReactorBridge.call(() -> {
              throw failure;
            }))
        .verifyErrorSatisfies(thrown -> assertThat(thrown).isSameAs(failure));
  }

  @Test
  void runsOnceForEachSubscriberAndNotBefore() {
    AtomicInteger runs = new AtomicInteger();
    Mono<Integer> mono = ReactorBridge.call(runs::incrementAndGet);
    assertThat(runs).hasValue(0);

    assertThat(mono.block()).isEqualTo(1);
    assertThat(mono.block()).isEqualTo(2);
  }

  @Test
  void runsOnAVirtualThreadOfItsOwn() {
    assertThat(ReactorBridge.call(Thread::currentThread).block().isVirtual()).isTrue();
  }

  @Test
  @DisplayName("pitfall 9: no cancel follows the value")
  void noCancelFollowsTheValue() throws Exception {
    List<SignalType> ends = new CopyOnWriteArrayList<>();

    ReactorBridge.call(() -> "tea").doFinally(ends::add).block();

    eventually("doFinally has run", () -> !ends.isEmpty());
    assertThat(ends).containsExactly(SignalType.ON_COMPLETE);
  }

  @Test
  @DisplayName("pitfall 9: nor does an interrupt follow it, which would disturb what closes behind")
  void noInterruptFollowsTheValue() throws Exception {
    CompletableFuture<Boolean> interruptedBehind = new CompletableFuture<>();
    ContextCarrier.Snapshot closing =
        new ContextCarrier.Snapshot() {
          @Override
          public <R> R call(Callable<? extends R> code) throws Exception {
            R result = code.call();
            interruptedBehind.complete(Thread.currentThread().isInterrupted());
            return result;
          }
        };

    ReactorBridge.call(() -> "tea", BridgeOptions.<String>defaults().context(closing)).block();

    assertThat(interruptedBehind.get()).isFalse();
  }

  @Test
  @DisplayName("pitfall 10: a time-out, a cancelled future, a dispose: each interrupts the body")
  void anyOutsideEndInterruptsTheBody() throws Exception {
    WaitingBody timedOut = new WaitingBody();
    Sinks.Empty<Void> timeIsUp = Sinks.empty();
    CompletableFuture<String> outcome =
        ReactorBridge.call(timedOut::run).timeout(timeIsUp.asMono()).toFuture();
    timedOut.awaitParked();
    timeIsUp.tryEmitEmpty().orThrow();
    assertThatThrownBy(outcome::join).hasCauseInstanceOf(TimeoutException.class);
    timedOut.awaitInterrupted();

    WaitingBody ofFuture = new WaitingBody();
    CompletableFuture<String> future = ReactorBridge.call(ofFuture::run).toFuture();
    ofFuture.awaitParked();
    future.cancel(false);
    ofFuture.awaitInterrupted();

    WaitingBody disposed = new WaitingBody();
    Disposable subscription = ReactorBridge.call(disposed::run).subscribe();
    disposed.awaitParked();
    subscription.dispose();
    disposed.awaitInterrupted();
  }

  @Test
  @DisplayName("pitfall 11: a body that a cancel interrupts makes no noise")
  void cancelIsSilent() throws Exception {
    try (Late late = new Late()) {
      WaitingBody body = new WaitingBody();
      Disposable subscription = ReactorBridge.call(body::run, late.options()).subscribe();
      body.awaitParked();

      subscription.dispose();

      body.awaitInterrupted();
      body.join();
      assertThat(late.droppedErrors).isEmpty();
      assertThat(late.lateErrors).isEmpty();
    }
  }

  @Test
  @DisplayName("pitfalls 39, 40: a value after the cancel is undelivered and discarded, once each")
  void valueAfterTheCancel() throws Exception {
    try (Late late = new Late()) {
      CountDownLatch started = new CountDownLatch(1);
      AtomicReference<Thread> body = new AtomicReference<>();
      Disposable subscription =
          ReactorBridge.<String>call(
                  () -> {
                    body.set(Thread.currentThread());
                    started.countDown();
                    try {
                      new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                      Thread.currentThread().interrupt();
                    }
                    return "too late";
                  },
                  late.options())
              .doOnDiscard(String.class, late.discarded::add)
              .subscribe();
      started.await();

      subscription.dispose();

      body.get().join();
      assertThat(late.undelivered).containsExactly("too late");
      assertThat(late.discarded).containsExactly("too late");
      assertThat(late.droppedErrors).isEmpty();
      assertThat(late.lateErrors).isEmpty();
    }
  }

  @Test
  @DisplayName("pitfall 39: a cancel that races the value leaves it in one place")
  void cancelRacesTheValue() throws Exception {
    for (int i = 0; i < 500; i++) {
      try (Late late = new Late()) {
        AtomicReference<Thread> body = new AtomicReference<>();
        List<Object> received = new CopyOnWriteArrayList<>();
        Disposable subscription =
            ReactorBridge.call(
                    () -> {
                      body.set(Thread.currentThread());
                      return "tea";
                    },
                    late.options())
                .subscribe(received::add);

        subscription.dispose();

        Thread thread = body.get();
        if (thread != null) {
          thread.join();
          // Reactor's own subscriber drops what had reached it when it was disposed
          assertThat(received.size() + late.undelivered.size() + late.droppedValues.size())
              .isEqualTo(1);
        }
        assertThat(late.droppedErrors).isEmpty();
      }
    }
  }

  @Test
  @DisplayName("pitfall 16: an interrupt flag that the body leaves does not hold its value back")
  void flagLeftByTheBody() {
    AtomicReference<Boolean> flag = new AtomicReference<>();
    Mono<String> mono =
        ReactorBridge.call(() -> {
          Thread.currentThread().interrupt();
          return "tea";
        });

    assertThat(mono.doOnNext(v -> flag.set(Thread.currentThread().isInterrupted())).block())
        .isEqualTo("tea");
    assertThat(flag).hasValue(false);
  }

  /** A body that waits until it is interrupted. */
  private static final class WaitingBody {
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final AtomicReference<Thread> thread = new AtomicReference<>();

    String run() throws InterruptedException {
      thread.set(Thread.currentThread());
      try {
        new CountDownLatch(1).await();
        return "never";
      } catch (InterruptedException e) {
        interrupted.countDown();
        throw e;
      }
    }

    void awaitParked() throws InterruptedException {
      eventually("the body waits", () -> thread.get() != null && Waiting.isParked(thread.get()));
    }

    void awaitInterrupted() throws InterruptedException {
      interrupted.await();
    }

    void join() throws InterruptedException {
      thread.get().join();
    }
  }
}
