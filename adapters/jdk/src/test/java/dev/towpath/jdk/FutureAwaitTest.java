package dev.towpath.jdk;

import static dev.towpath.jdk.Running.start;
import static dev.towpath.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.towpath.channel.BridgeException;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FutureAwaitTest {
  private static final Duration NO_TIME = Duration.ofMillis(1);

  /** A verb, for tests of what all of them have in common. */
  @FunctionalInterface
  interface Verb {
    <T> T await(CompletableFuture<T> source) throws Exception;
  }

  private record Named(String name, Verb verb) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Named> allVerbs() {
    return Stream.concat(observingVerbs(), owningVerbs());
  }

  static Stream<Named> observingVerbs() {
    return Stream.of(
        new Named(
            "await of a stage",
            new Verb() {
              @Override
              public <T> T await(CompletableFuture<T> source) throws Exception {
                return FutureBridge.await((CompletionStage<T>) source);
              }
            }),
        new Named(
            "await of a minimal stage",
            new Verb() {
              @Override
              public <T> T await(CompletableFuture<T> source) throws Exception {
                return FutureBridge.await(source.minimalCompletionStage());
              }
            }),
        new Named(
            "await of a CompletableFuture",
            new Verb() {
              @Override
              public <T> T await(CompletableFuture<T> source) throws Exception {
                return FutureBridge.await(source);
              }
            }),
        new Named(
            "await of what is called a Future",
            new Verb() {
              @Override
              public <T> T await(CompletableFuture<T> source) throws Exception {
                return FutureBridge.await((Future<T>) source);
              }
            }),
        new Named(
            "await of a plain Future",
            new Verb() {
              @Override
              public <T> T await(CompletableFuture<T> source) throws Exception {
                return FutureBridge.await(new PlainFuture<>(source));
              }
            }));
  }

  static Stream<Named> owningVerbs() {
    return Stream.of(
        new Named(
            "awaitOwned of a stage",
            new Verb() {
              @Override
              public <T> T await(CompletableFuture<T> source) throws Exception {
                return FutureBridge.awaitOwned((CompletionStage<T>) source);
              }
            }),
        new Named(
            "awaitOwned of a CompletableFuture",
            new Verb() {
              @Override
              public <T> T await(CompletableFuture<T> source) throws Exception {
                return FutureBridge.awaitOwned(source);
              }
            }),
        new Named(
            "awaitOwned of a plain Future",
            new Verb() {
              @Override
              public <T> T await(CompletableFuture<T> source) throws Exception {
                return FutureBridge.awaitOwned(new PlainFuture<>(source));
              }
            }));
  }

  @ParameterizedTest
  @MethodSource("allVerbs")
  void waiterIsHandedTheValueWhenItComes(Named named) throws Exception {
    var source = new CompletableFuture<String>();
    var waiting = start(() -> named.verb().await(source)).awaitParked();

    source.complete("tea");

    assertThat(waiting.get()).isEqualTo("tea");
    assertThat(waiting.wasInterruptedAtEnd()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("allVerbs")
  @DisplayName("C12: null is a value")
  void nullIsAValue(Named named) throws Exception {
    assertThat(named.verb().<Object>await(CompletableFuture.completedFuture(null))).isNull();
  }

  @ParameterizedTest
  @MethodSource("allVerbs")
  @DisplayName(
      "pitfall 50, C10: three waits for one failed source throw the same, unchanged exception")
  void sharedExceptionDoesNotGrow(Named named) {
    var failure = new IllegalStateException("out of tea");
    var source = CompletableFuture.failedFuture(failure);
    StackTraceElement[] trace = failure.getStackTrace();

    for (int i = 0; i < 3; i++) {
      assertThat(catchThrowable(() -> named.verb().await(source))).isSameAs(failure);
    }

    assertThat(failure.getSuppressed()).isEmpty();
    assertThat(failure.getCause()).isNull();
    assertThat(failure.getStackTrace()).isEqualTo(trace);
  }

  @ParameterizedTest
  @MethodSource("allVerbs")
  @DisplayName("pitfall 51, C10: direct, derived, anyOf and already failed: the same exception")
  void layersDoNotDiffer(Named named) throws Exception {
    var failure = new IOException("no tea");
    var direct = new CompletableFuture<Object>();
    var pending = new CompletableFuture<Object>();
    List<CompletableFuture<Object>> paths =
        List.of(
            direct,
            direct.thenApply(x -> x),
            direct.thenApply(x -> x).thenCompose(x -> pending),
            CompletableFuture.anyOf(direct, pending),
            direct.orTimeout(1, TimeUnit.DAYS).copy());
    List<Running<Object>> waiting = new ArrayList<>();
    for (var path : paths) {
      waiting.add(start(() -> named.verb().await(path)).awaitParked());
    }

    direct.completeExceptionally(failure);

    for (var each : waiting) {
      assertThat(catchThrowable(each::get))
          .isInstanceOf(BridgeException.class)
          .cause()
          .isSameAs(failure);
    }
    for (var path : paths) {
      assertThat(catchThrowable(() -> named.verb().await(path))).cause().isSameAs(failure);
    }
  }

  @Test
  @DisplayName("C10: one layer is taken off, and only the JDK's own")
  void oneLayerIsPeeled() {
    var inner = new IOException("inner");
    var own = new ExecutionException("own", inner) {};
    var two = new CompletionException(new CompletionException(inner));

    assertThatThrownBy(() -> FutureBridge.await(CompletableFuture.failedFuture(own)))
        .cause()
        .isSameAs(own);
    assertThatThrownBy(() -> FutureBridge.await(CompletableFuture.failedFuture(two)))
        .isSameAs(two.getCause());
    assertThatThrownBy(() ->
            FutureBridge.await(
                CompletableFuture.failedFuture(new CompletionException("bare", null))))
        .isInstanceOf(CompletionException.class)
        .hasMessage("bare");
  }

  @ParameterizedTest
  @MethodSource("allVerbs")
  @DisplayName("pitfall 17, C6: an interrupt throws InterruptedException and clears the flag")
  void interruptEndsTheWait(Named named) throws Exception {
    var source = new CompletableFuture<String>();
    var waiting = start(() -> named.verb().await(source)).awaitParked();

    waiting.interrupt();

    assertThatThrownBy(waiting::get).isInstanceOf(InterruptedException.class);
    assertThat(waiting.wasInterruptedAtEnd()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("allVerbs")
  @DisplayName("pitfall 17, C6: a wait that begins interrupted does not wait")
  void interruptedBefore(Named named) throws Exception {
    var waiting =
        start(() -> {
          Thread.currentThread().interrupt();
          return named.verb().await(new CompletableFuture<String>());
        });

    assertThatThrownBy(waiting::get).isInstanceOf(InterruptedException.class);
  }

  @Test
  @DisplayName("pitfall 17, C6: an outcome that is there wins over the interrupt, which stays")
  void outcomeFirst() throws Exception {
    var waiting =
        start(() -> {
          Thread.currentThread().interrupt();
          return FutureBridge.await(CompletableFuture.completedFuture("tea"));
        });

    assertThat(waiting.get()).isEqualTo("tea");
    assertThat(waiting.wasInterruptedAtEnd()).isTrue();
  }

  @Test
  @DisplayName("pitfall 6, C3: 20,000 waiters of one future that fails all wake with its exception")
  void manyWaiters() throws Exception {
    int many = 20_000;
    var source = new CompletableFuture<String>();
    var failure = new IllegalStateException("boom");
    var same = new AtomicInteger();
    List<Running<Void>> waiting = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      waiting.add(
          Running.run(() -> {
            try {
              FutureBridge.await(source);
            } catch (IllegalStateException e) {
              if (e == failure) {
                same.incrementAndGet();
              }
            }
          }));
    }
    eventually("all wait", () -> source.getNumberOfDependents() == many);

    source.completeExceptionally(failure);

    for (var each : waiting) {
      each.get();
    }
    assertThat(same).hasValue(many);
    assertThat(failure.getSuppressed()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("observingVerbs")
  @DisplayName(
      "pitfall 7, C7: one waiter's interrupt is nothing to the future and its other waiters")
  void observedFutureGoesOn(Named named) throws Exception {
    var source = new CompletableFuture<String>();
    var leaving = start(() -> named.verb().await(source)).awaitParked();
    var staying = start(() -> named.verb().await(source)).awaitParked();

    leaving.interrupt();

    assertThatThrownBy(leaving::get).isInstanceOf(InterruptedException.class);
    assertThat(source).isNotDone();
    source.complete("tea");
    assertThat(staying.get()).isEqualTo("tea");
  }

  @ParameterizedTest
  @MethodSource("owningVerbs")
  @DisplayName("pitfalls 7 and 53, C6, C7: an interrupt of the owner cancels the future")
  void ownedFutureIsCancelled(Named named) throws Exception {
    var source = new CompletableFuture<String>();
    var leaving = start(() -> named.verb().await(source)).awaitParked();

    leaving.interrupt();

    assertThatThrownBy(leaving::get).isInstanceOf(InterruptedException.class);
    assertThat(source).isCancelled();
  }

  @Test
  @DisplayName(
      "pitfall 8, C7: a time-out is no outcome of the future; the next wait gets its value")
  void timeOutIsNotStored() throws Exception {
    var source = new CompletableFuture<String>();
    assertThatThrownBy(() -> FutureBridge.await((CompletionStage<String>) source, NO_TIME))
        .isInstanceOf(TimeoutException.class);
    assertThatThrownBy(() -> FutureBridge.await(source, NO_TIME))
        .isInstanceOf(TimeoutException.class);
    assertThatThrownBy(() -> FutureBridge.await(new PlainFuture<>(source), NO_TIME))
        .isInstanceOf(TimeoutException.class);

    source.complete("tea");

    assertThat(FutureBridge.await(source, NO_TIME)).isEqualTo("tea");
  }

  @Test
  @DisplayName("pitfall 53, C6: a time-out of the owner cancels the future")
  void ownersTimeOutCancels() {
    var stage = new CompletableFuture<String>();
    var future = new CompletableFuture<String>();
    var plain = new CompletableFuture<String>();

    assertThatThrownBy(() -> FutureBridge.awaitOwned((CompletionStage<String>) stage, NO_TIME))
        .isInstanceOf(TimeoutException.class);
    assertThatThrownBy(() -> FutureBridge.awaitOwned(future, NO_TIME))
        .isInstanceOf(TimeoutException.class);
    assertThatThrownBy(() -> FutureBridge.awaitOwned(new PlainFuture<>(plain), NO_TIME))
        .isInstanceOf(TimeoutException.class);

    assertThat(stage).isCancelled();
    assertThat(future).isCancelled();
    assertThat(plain).isCancelled();
  }

  @Test
  @DisplayName("pitfall 53: an owned task that sleeps is interrupted")
  void ownedTaskIsInterrupted() throws Exception {
    var body = new CountDownLatch(1);
    var task =
        new FutureTask<>(
            (Callable<String>)
                () -> {
                  try {
                    new CountDownLatch(1).await();
                    return "never";
                  } finally {
                    body.countDown();
                  }
                });
    Thread.ofVirtual().start(task);

    var waiting = start(() -> FutureBridge.awaitOwned(task)).awaitParked().interrupt();

    assertThatThrownBy(waiting::get).isInstanceOf(InterruptedException.class);
    body.await();
    assertThat(task.isCancelled()).isTrue();
  }

  @Test
  @DisplayName("pitfall 52: a time-out names the future, the waiter and the limit")
  void timeOutNamesWhoWaits() throws Exception {
    var waiting = start(() -> FutureBridge.await(new CompletableFuture<>(), NO_TIME));

    assertThatThrownBy(waiting::get)
        .isInstanceOf(TimeoutException.class)
        .hasMessageContainingAll("CompletableFuture", "tester", NO_TIME.toString());
  }

  @Test
  void timeOutOfTheFutureItselfIsItsFailure() {
    var source = new CompletableFuture<String>().orTimeout(1, TimeUnit.MILLISECONDS);

    assertThatThrownBy(() -> FutureBridge.await(source, Duration.ofDays(1)))
        .isInstanceOf(BridgeException.class)
        .hasCauseInstanceOf(TimeoutException.class);
  }

  @ParameterizedTest
  @MethodSource("allVerbs")
  void futureCancelledBySomebodyElseThrowsCancellation(Named named) throws Exception {
    var source = new CompletableFuture<String>();
    var waiting = start(() -> named.verb().await(source)).awaitParked();

    source.cancel(false);

    assertThatThrownBy(waiting::get).isInstanceOf(CancellationException.class);
  }

  @ParameterizedTest
  @MethodSource("allVerbs")
  @DisplayName("C5: on a thread that must not wait it is refused before anything is touched")
  void refusedOnAnEventLoop(Named named) {
    var source = new CompletableFuture<String>();

    var refused = Running.onEventLoop(() -> named.verb().await(source));

    assertThatThrownBy(refused::get)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("await")
        .hasMessageContaining("testkit-event-loop");
    assertThat(source).isNotDone();
    assertThat(source.getNumberOfDependents())
        .isLessThanOrEqualTo(1); // that of the minimal stage, which the test has made
  }

  @Test
  @DisplayName(
      "pitfall 39, C11: a value that races the cancel is received or undelivered, never lost")
  void noValueIsLostInTheRace() throws Exception {
    var probe = new Probe();
    int received = 0;
    int cancelled = 0;
    int rounds = 2_000;
    for (int i = 0; i < rounds; i++) {
      var source = new CompletableFuture<Integer>();
      var waiting = start(() -> FutureBridge.awaitOwned(source, probe.options())).awaitParked();
      int value = i;
      var completing = start(() -> source.complete(value));
      waiting.interrupt();
      boolean completed = completing.get();
      try {
        assertThat(waiting.get()).isEqualTo(value);
        received++;
      } catch (InterruptedException e) {
        if (!completed) {
          cancelled++;
        }
      }
    }

    assertThat(received + cancelled + probe.undelivered().size()).isEqualTo(rounds);
    assertThat(probe.lateErrors()).isEmpty();
  }

  @Test
  @DisplayName("C11: what a plain future brings after it refused the cancel goes to the hooks")
  void lateOutcomesOfOwnedFutures() throws Exception {
    var probe = new Probe();
    var source = new CompletableFuture<String>();
    var stubborn =
        new PlainFuture<>(source) {
          @Override
          public boolean cancel(boolean mayInterruptIfRunning) {
            return false;
          }
        };
    assertThatThrownBy(() -> FutureBridge.awaitOwned(stubborn, NO_TIME, probe.options()))
        .isInstanceOf(TimeoutException.class);

    source.complete("late tea");

    eventually("the late value is handed over", () -> !probe.undelivered().isEmpty());
    assertThat(probe.undelivered()).containsExactly("late tea");
  }

  @Test
  @DisplayName("C11: a cancel that throws is a late error; the waiter hears of its time-out")
  void cancelThatThrows() {
    var probe = new Probe();
    var source =
        new CompletableFuture<String>() {
          @Override
          public boolean cancel(boolean mayInterruptIfRunning) {
            throw new UnsupportedOperationException("no cancel");
          }
        };

    assertThatThrownBy(() -> FutureBridge.awaitOwned(source, NO_TIME, probe.options()))
        .isInstanceOf(TimeoutException.class);

    assertThat(probe.lateErrors())
        .singleElement()
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  @DisplayName("pitfall 6: a future that nobody completes retains nothing of who has left")
  void leftWaitIsForgotten() throws Exception {
    var source = new CompletableFuture<String>();
    var carried = new AtomicReference<>(new String("what the waiter carries"));
    var gone = new WeakReference<>(carried.get());
    Running.run(
            () -> {
              TenantCarrier.TENANT.set(carried.getAndSet(null));
              assertThatThrownBy(() -> FutureBridge.await(source, NO_TIME))
                  .isInstanceOf(TimeoutException.class);
            })
        .get();

    eventually(
        "what the waiter carried is collected",
        () -> {
          System.gc();
          return gone.refersTo(null);
        });
    assertThat(source.getNumberOfDependents()).isEqualTo(1);
  }

  @Test
  void noThreadStaysWhenAnObservedPlainFutureIsLeft() throws Exception {
    var blocked = new PlainFuture<>(new CompletableFuture<String>());

    assertThatThrownBy(() -> FutureBridge.await(blocked, NO_TIME))
        .isInstanceOf(TimeoutException.class);

    eventually("our thread has left get", () -> blocked.left.getCount() == 0);
  }

  /** A future that is no stage. */
  private static class PlainFuture<T> implements Future<T> {
    final CountDownLatch left = new CountDownLatch(1);
    private final CompletableFuture<T> source;

    PlainFuture(CompletableFuture<T> source) {
      this.source = source;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
      return source.cancel(mayInterruptIfRunning);
    }

    @Override
    public boolean isCancelled() {
      return source.isCancelled();
    }

    @Override
    public boolean isDone() {
      return source.isDone();
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
      try {
        return source.get();
      } finally {
        left.countDown();
      }
    }

    @Override
    public T get(long timeout, TimeUnit unit)
        throws InterruptedException, ExecutionException, TimeoutException {
      return source.get(timeout, unit);
    }
  }
}
