package dev.towpath.vertx;

import static dev.towpath.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.channel.BridgeException;
import dev.towpath.channel.BridgeOptions;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AwaitTest {
  @RegisterExtension final OnVertx on = new OnVertx();

  @Test
  void valueOfAFuture() throws Exception {
    assertThat(VertxBridge.await(Future.succeededFuture("tea"))).isEqualTo("tea");
    assertThat(VertxBridge.await(Future.<String>succeededFuture())).isNull();
    assertThat(VertxBridge.await(on.vertx.timer(1).map("later"))).isEqualTo("later");
  }

  @Test
  void valueOfAHandler() throws Exception {
    assertThat(VertxBridge.<String>await(handler -> handler.handle(Future.succeededFuture("tea"))))
        .isEqualTo("tea");
    assertThat(
            VertxBridge.<String>await(handler ->
                on.vertx.setTimer(1, id -> handler.handle(Future.succeededFuture("later")))))
        .isEqualTo("later");
  }

  @Test
  @DisplayName("C1, C11: of two outcomes of a handler the first counts, the second is late")
  void secondOutcome() throws Exception {
    List<String> undelivered = new CopyOnWriteArrayList<>();
    List<Throwable> lateErrors = new CopyOnWriteArrayList<>();
    RuntimeException late = new IllegalStateException("late");

    String value =
        VertxBridge.await(
            (Handler<AsyncResult<String>> handler) -> {
              handler.handle(Future.succeededFuture("first"));
              handler.handle(Future.succeededFuture("second"));
              handler.handle(Future.failedFuture(late));
            },
            BridgeOptions.<String>defaults()
                .onUndelivered(undelivered::add)
                .onLateError(lateErrors::add));

    assertThat(value).isEqualTo("first");
    assertThat(undelivered).containsExactly("second");
    assertThat(lateErrors).containsExactly(late);
  }

  @Test
  @DisplayName("C10: a throw of the start is the outcome")
  void startThrows() {
    RuntimeException failure = new IllegalStateException("not today");

    assertThatThrownBy(() ->
            VertxBridge.<String>await(handler -> {
              throw failure;
            }))
        .isSameAs(failure);
  }

  @Test
  @DisplayName(
      "pitfall 50, C10: three waits on one failed future see the same exception, unchanged")
  void failureIsItself() {
    RuntimeException failure = new IllegalStateException("shared");
    Future<String> future = Future.failedFuture(failure);

    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> VertxBridge.await(future)).isSameAs(failure);
    }

    assertThat(failure.getSuppressed()).isEmpty();
    assertThat(failure).hasNoCause();
  }

  @Test
  @DisplayName("C10: a checked failure comes inside one BridgeException, an Error as itself")
  void checkedFailureAndError() {
    IOException checked = new IOException("checked");
    Error error = new AssertionError("error");

    assertThatThrownBy(() -> VertxBridge.await(Future.failedFuture(checked)))
        .isInstanceOf(BridgeException.class)
        .hasCause(checked);
    assertThatThrownBy(() -> VertxBridge.await(Future.failedFuture(error))).isSameAs(error);
  }

  @Test
  @DisplayName("pitfalls 7, 8, C7: neither a time-out nor an interrupt changes the future")
  void observed() throws Exception {
    Promise<String> promise = Promise.promise();
    assertThatThrownBy(() ->
            VertxBridge.await(
                promise.future(),
                Duration.ofMillis(1),
                BridgeOptions.<String>defaults().name("price")))
        .isInstanceOf(TimeoutException.class)
        .hasMessageContaining("price")
        .hasMessageContaining(Thread.currentThread().getName());
    Waiting<String> interrupted = Waiting.start(() -> VertxBridge.await(promise.future()));
    interrupted.awaitParked().interrupt();
    assertThatThrownBy(interrupted::get).isInstanceOf(InterruptedException.class);
    assertThat(interrupted.wasInterruptedAtEnd()).isFalse();
    Waiting<String> other = Waiting.start(() -> VertxBridge.await(promise.future()));
    other.awaitParked();

    promise.complete("tea");

    assertThat(other.get()).isEqualTo("tea");
    assertThat(VertxBridge.await(promise.future(), Duration.ZERO)).isEqualTo("tea");
  }

  @Test
  @DisplayName("pitfall 51, C10: the same exception comes by every path that a failure can take")
  void failureByEveryPath() {
    RuntimeException failure = new IllegalStateException("no tea");
    Future<String> failed = Future.failedFuture(failure);
    Promise<String> promise = Promise.promise();
    promise.fail(failure);

    for (Future<?> path :
        List.<Future<?>>of(
            failed,
            promise.future(),
            failed.map(String::length),
            failed.compose(Future::succeededFuture),
            failed.recover(Future::failedFuture),
            Future.all(failed, Future.succeededFuture("milk")))) {
      assertThatThrownBy(() -> VertxBridge.await(path)).isSameAs(failure);
    }
  }

  @Test
  @DisplayName("C6: interrupted before, it starts nothing")
  void interruptedBefore() {
    AtomicInteger starts = new AtomicInteger();

    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> VertxBridge.<String>await(handler -> starts.incrementAndGet()))
        .isInstanceOf(InterruptedException.class);

    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    assertThat(starts).hasValue(0);
  }

  @Test
  @DisplayName("pitfall 38, C5: refused on an event loop, it starts nothing")
  void refused() throws Exception {
    AtomicInteger starts = new AtomicInteger();

    assertThatThrownBy(() ->
            OnVertx.get(
                on.eventLoop(),
                () -> VertxBridge.<String>await(handler -> starts.incrementAndGet())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("await");

    assertThat(starts).hasValue(0);
  }

  @Test
  @DisplayName("pitfall 6: 20,000 waits on one future that fails all wake")
  void manyWaits() throws Exception {
    Promise<String> promise = Promise.promise();
    RuntimeException failure = new IllegalStateException("shared");
    AtomicInteger woken = new AtomicInteger();
    AtomicInteger waiting = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      threads.add(
          Thread.startVirtualThread(() -> {
            try {
              waiting.incrementAndGet();
              VertxBridge.await(promise.future());
            } catch (IllegalStateException e) {
              if (e == failure) {
                woken.incrementAndGet();
              }
            } catch (InterruptedException e) {
              throw new AssertionError(e);
            }
          }));
    }
    eventually("all wait", () -> waiting.get() == 20_000);

    promise.fail(failure);

    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(woken).hasValue(20_000);
  }

  @Test
  @DisplayName("pitfall 25: after the await the code is on its own context again")
  void sameContext() throws Exception {
    Context context = on.virtualThread();
    AtomicReference<Context> after = new AtomicReference<>();

    OnVertx.get(
        context,
        () -> {
          VertxBridge.await(on.vertx.timer(1));
          after.set(io.vertx.core.Vertx.currentContext());
          return null;
        });

    assertThat(after).hasValue(context);
  }
}
