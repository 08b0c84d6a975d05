package dev.towpath.rxjava3;

import static dev.towpath.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.disposables.Disposable;
import io.reactivex.rxjava3.observers.TestObserver;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** {@code call} and {@code publish}: what the contract leaves to the library. */
class RxCallTest {
  private final Late late = new Late();

  @AfterEach
  void nothingIsUndeliverable() {
    late.close();
    assertThat(late.undeliverable).isEmpty();
  }

  @Test
  void valueIsTheSingles() {
    assertThat(RxBridge.call(() -> "tea").blockingGet()).isEqualTo("tea");
  }

  @Test
  void nullIsANullPointerException() throws Exception {
    TestObserver<String> observer = RxBridge.<String>call(() -> null).test();

    observer.await();

    observer.assertError(failure ->
        failure instanceof NullPointerException
            && failure.getMessage().equals("call returned null, a Single has a value"));
  }

  @Test
  void checkedFailureIsItself() throws Exception {
    IOException failure = new IOException("checked");
    TestObserver<String> observer =
        RxBridge.<String>call(
                () -> {
                  throw failure;
                })
            .test();

    observer.await();

    observer.assertError(thrown -> thrown == failure);
  }

  @Test
  void runsOnceForEachObserverAndNotBefore() {
    AtomicInteger runs = new AtomicInteger();
    Single<Integer> single = RxBridge.call(runs::incrementAndGet);
    assertThat(runs).hasValue(0);

    assertThat(single.blockingGet()).isEqualTo(1);
    assertThat(single.blockingGet()).isEqualTo(2);
  }

  @Test
  @DisplayName("pitfall 9: no dispose follows the value, and nothing is disposed by one that does")
  void noDisposeFollowsTheValue() throws Exception {
    AtomicReference<Thread> body = new AtomicReference<>();
    CountDownLatch disposed = new CountDownLatch(1);
    CountDownLatch received = new CountDownLatch(1);
    AtomicReference<Boolean> flag = new AtomicReference<>();
    Disposable subscription =
        RxBridge.call(
                () -> {
                  body.set(Thread.currentThread());
                  return "tea";
                })
            .subscribe(value -> {
              received.countDown();
              disposed.await();
              flag.set(Thread.currentThread().isInterrupted());
            });
    received.await();

    subscription.dispose();

    disposed.countDown();
    body.get().join();
    assertThat(flag).hasValue(false);
  }

  @Test
  @DisplayName("pitfalls 11, 30: a body that a dispose interrupts makes no noise")
  void disposeInterruptsInSilence() throws Exception {
    WaitingBody body = new WaitingBody();
    Disposable subscription = RxBridge.call(body::run, late.options()).subscribe();
    body.awaitParked();

    subscription.dispose();

    body.join();
    assertThat(body.interrupted).isTrue();
    assertThat(subscription.isDisposed()).isTrue();
    assertThat(late.lateErrors).isEmpty();
  }

  @Test
  @DisplayName("pitfalls 11, 30: a producer that a cancel interrupts makes no noise")
  void cancelInterruptsTheProducerInSilence() throws Exception {
    WaitingBody body = new WaitingBody();
    Disposable subscription =
        RxBridge.<String>publish(out -> body.run(), late.options()).subscribe();
    body.awaitParked();

    subscription.dispose();

    body.join();
    assertThat(body.interrupted).isTrue();
    assertThat(late.lateErrors).isEmpty();
  }

  @Test
  @DisplayName("pitfall 11: a failure after the dispose is late, and RxJava's handler sees nothing")
  void failureAfterTheDispose() throws Exception {
    RuntimeException failure = new IllegalStateException("late");
    WaitingBody body = new WaitingBody();
    Disposable subscription =
        RxBridge.<String>call(
                () -> {
                  try {
                    return body.run();
                  } catch (InterruptedException e) {
                    throw failure;
                  }
                },
                late.options())
            .subscribe();
    body.awaitParked();

    subscription.dispose();

    eventually("the failure is late", () -> !late.lateErrors.isEmpty());
    body.join();
    assertThat(late.lateErrors).containsExactly(failure);
  }

  @Test
  @DisplayName("pitfall 39: a value after the dispose is undelivered, once")
  void valueAfterTheDispose() throws Exception {
    WaitingBody body = new WaitingBody();
    Disposable subscription =
        RxBridge.<String>call(
                () -> {
                  try {
                    return body.run();
                  } catch (InterruptedException e) {
                    return "too late";
                  }
                },
                late.options())
            .subscribe();
    body.awaitParked();

    subscription.dispose();

    body.join();
    assertThat(late.undelivered).containsExactly("too late");
    assertThat(late.lateErrors).isEmpty();
  }

  @Test
  @DisplayName("pitfall 39: a dispose that races the value leaves it in one place")
  void disposeRacesTheValue() throws Exception {
    for (int i = 0; i < 500; i++) {
      AtomicReference<Thread> body = new AtomicReference<>();
      List<Object> received = new CopyOnWriteArrayList<>();
      late.undelivered.clear();
      Disposable subscription =
          RxBridge.call(
                  () -> {
                    body.set(Thread.currentThread());
                    return "tea";
                  },
                  late.options())
              .subscribe(value -> received.add(value));

      subscription.dispose();

      Thread thread = body.get();
      if (thread != null) {
        thread.join();
        assertThat(received.size() + late.undelivered.size()).isEqualTo(1);
      }
    }
  }

  @Test
  void publishedValuesComeInOrder() {
    Flowable<Integer> flowable =
        RxBridge.publish(out -> {
          for (int i = 0; i < 1_000; i++) {
            out.send(i);
          }
        });

    assertThat(flowable.rebatchRequests(7).toList().blockingGet()).hasSize(1_000).isSorted();
  }

  @Test
  void nullIsRefused() {
    assertThatThrownBy(() -> RxBridge.call(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("callable is null");
    assertThatThrownBy(() -> RxBridge.call(() -> "tea", null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("options are null");
    assertThatThrownBy(() -> RxBridge.publish(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("producer is null");
    assertThatThrownBy(() -> RxBridge.publish(out -> {}, null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("options are null");
  }

  /** A body that waits until it is interrupted. */
  private static final class WaitingBody {
    private final AtomicReference<Thread> thread = new AtomicReference<>();
    volatile boolean interrupted;

    String run() throws InterruptedException {
      thread.set(Thread.currentThread());
      try {
        new CountDownLatch(1).await();
        return "never";
      } catch (InterruptedException e) {
        interrupted = true;
        throw e;
      }
    }

    void awaitParked() throws InterruptedException {
      eventually("the body waits", () -> thread.get() != null && Waiting.isParked(thread.get()));
    }

    void join() throws InterruptedException {
      thread.get().join();
    }
  }
}
