package dev.towpath.jdk;

import static dev.towpath.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FutureCallTest {
  private final Probe probe = new Probe();
  private final CountDownLatch began = new CountDownLatch(1);

  /** Waits, in the callable, until it is interrupted. */
  private void waitForTheInterrupt() throws InterruptedException {
    began.countDown();
    new CountDownLatch(1).await();
  }

  @Test
  void valueOfTheCallableIsTheFutures() throws Exception {
    CompletableFuture<Thread> future = FutureBridge.call(Thread::currentThread);

    assertThat(future.get().isVirtual()).isTrue();
  }

  @Test
  @DisplayName("C12: a callable may return null")
  void nullIsAValue() throws Exception {
    assertThat(FutureBridge.call(() -> null).get()).isNull();
  }

  @Test
  @DisplayName("C10: what the callable throws fails the future, as itself")
  void failureIsTheFutures() {
    var failure = new IOException("no tea");

    var future =
        FutureBridge.call(() -> {
          throw failure;
        });

    assertThatThrownBy(future::get)
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isSameAs(failure);
  }

  @Test
  @DisplayName("pitfall 3: a callable that throws a cancellation unprompted fails its future")
  void ownCancellationIsAFailure() {
    var future =
        FutureBridge.call(() -> {
          throw new InterruptedException("by itself");
        });

    assertThatThrownBy(future::get).hasRootCauseMessage("by itself");
  }

  /** A way to complete a future from outside. */
  private record Outside(String name, Consumer<CompletableFuture<String>> completion) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Outside> outsideCompletions() {
    return Stream.of(
        new Outside("cancel(true)", f -> f.cancel(true)),
        new Outside("cancel(false)", f -> f.cancel(false)),
        new Outside("complete", f -> f.complete("other")),
        new Outside("completeExceptionally", f -> f.completeExceptionally(new IOException())),
        new Outside("completeAsync", f -> f.completeAsync(() -> "other")),
        new Outside("orTimeout", f -> f.orTimeout(1, TimeUnit.MILLISECONDS)),
        new Outside(
            "completeOnTimeout", f -> f.completeOnTimeout("other", 1, TimeUnit.MILLISECONDS)),
        new Outside("obtrudeValue", f -> f.obtrudeValue("other")),
        new Outside("obtrudeException", f -> f.obtrudeException(new IOException())));
  }

  @ParameterizedTest
  @MethodSource("outsideCompletions")
  @DisplayName("pitfall 10, C8: any completion from outside interrupts the callable")
  void outsideCompletionStopsTheRun(Outside outside) throws Exception {
    var interrupted = new CountDownLatch(1);
    CompletableFuture<String> future =
        FutureBridge.call(
            () -> {
              try {
                waitForTheInterrupt();
                return "never";
              } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
              }
            },
            probe.options());

    began.await();

    outside.completion().accept(future);

    interrupted.await();
    eventually("the future is done", future::isDone);
    assertThat(probe.undelivered()).isEmpty();
    assertThat(probe.lateErrors()).isEmpty();
  }

  @Test
  @DisplayName("pitfall 10, C8: no dependant can hold up the stop")
  void dependantsRunAfterTheStop() throws Exception {
    var interrupted = new CountDownLatch(1);
    CompletableFuture<String> future =
        FutureBridge.call(() -> {
          try {
            waitForTheInterrupt();
          } finally {
            interrupted.countDown();
          }
          return "never";
        });
    CompletableFuture<String> dependant =
        future.handle((value, failure) -> {
          awaitUninterruptibly(interrupted);
          return "stopped first";
        });

    began.await();

    future.cancel(true);

    assertThat(dependant.get()).isEqualTo("stopped first");
  }

  @Test
  @DisplayName("pitfalls 11 and 39, C11: a value that comes after the cancel is undelivered, once")
  void lateValue() throws Exception {
    CompletableFuture<String> future =
        FutureBridge.call(
            () -> {
              try {
                waitForTheInterrupt();
              } catch (InterruptedException e) {
                return "late tea";
              }
              return "never";
            },
            probe.options());

    began.await();

    future.cancel(true);

    eventually("the value is handed over", () -> !probe.undelivered().isEmpty());
    assertThat(probe.undelivered()).containsExactly("late tea");
    assertThat(probe.lateErrors()).isEmpty();
    assertThatThrownBy(future::get).isInstanceOf(CancellationException.class);
  }

  @Test
  @DisplayName("pitfall 11, C11: a failure after the cancel is a late error, once")
  void lateFailure() throws Exception {
    var failure = new IOException("broken on the way out");
    CompletableFuture<String> future =
        FutureBridge.call(
            () -> {
              try {
                waitForTheInterrupt();
              } catch (InterruptedException e) {
                throw failure;
              }
              return "never";
            },
            probe.options());

    began.await();

    future.cancel(true);

    eventually("the failure is handed over", () -> !probe.lateErrors().isEmpty());
    assertThat(probe.lateErrors()).containsExactly(failure);
  }

  @Test
  @DisplayName("pitfall 16, C9: dependants on our thread see no interrupt of the callable")
  void dependantsAreNotInterrupted() throws Exception {
    var begin = new CountDownLatch(1);
    var seen = new AtomicReference<List<Object>>();
    CompletableFuture<String> future =
        FutureBridge.call(() -> {
          begin.await();
          Thread.currentThread().interrupt();
          return "tea";
        });
    var dependant =
        future.thenAccept(value ->
            seen.set(
                List.of(
                    value,
                    Thread.currentThread().isVirtual(),
                    Thread.currentThread().isInterrupted())));

    begin.countDown();

    dependant.get();
    assertThat(seen.get()).containsExactly("tea", true, false);
  }

  @Test
  @DisplayName(
      "pitfall 16, C9: a completion while a dependant runs on our thread interrupts nobody")
  void stopWhileADependantRuns() throws Exception {
    var begin = new CountDownLatch(1);
    var inDependant = new CountDownLatch(1);
    var leave = new CountDownLatch(1);
    CompletableFuture<String> future =
        FutureBridge.call(() -> {
          begin.await();
          return "tea";
        });
    CompletableFuture<Boolean> dependant =
        future.thenApply(value -> {
          inDependant.countDown();
          awaitUninterruptibly(leave);
          return Thread.currentThread().isInterrupted();
        });
    begin.countDown();
    inDependant.await();

    future.cancel(true);
    future.obtrudeValue("coffee");
    leave.countDown();

    assertThat(dependant.get()).isFalse();
  }

  @Test
  void cancellingADerivedFutureLeavesTheRun() throws Exception {
    var begin = new CountDownLatch(1);
    CompletableFuture<String> future =
        FutureBridge.call(() -> {
          begin.await();
          return "tea";
        });

    future.thenApply(String::length).cancel(true);
    begin.countDown();

    assertThat(future.get()).isEqualTo("tea");
  }

  @Test
  @DisplayName("pitfall 10: orTimeout fails the future with its own exception")
  void timeOutIsTheFutures() {
    CompletableFuture<String> future =
        FutureBridge.<String>call(
                () -> {
                  new CountDownLatch(1).await();
                  return "never";
                })
            .orTimeout(1, TimeUnit.MILLISECONDS);

    assertThatThrownBy(future::get).hasCauseInstanceOf(TimeoutException.class);
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
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
