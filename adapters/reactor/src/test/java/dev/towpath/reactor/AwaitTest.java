package dev.towpath.reactor;

import static dev.towpath.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.channel.BridgeException;
import dev.towpath.channel.BridgeOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.publisher.PublisherProbe;
import reactor.test.publisher.TestPublisher;

class AwaitTest {
  private static final Duration LONG = Duration.ofHours(1);

  @Test
  void valueIsReturnedWhicheverThreadBringsIt() throws Exception {
    assertThat(ReactorBridge.await(Mono.just("tea"))).isEqualTo("tea");
    assertThat(ReactorBridge.await(Mono.just("tea").publishOn(Schedulers.parallel())))
        .isEqualTo("tea");
    assertThat(ReactorBridge.await(Mono.just("tea").subscribeOn(Schedulers.single()), LONG))
        .isEqualTo("tea");
  }

  @Test
  void hooksOfReactorSeeTheWait() throws Exception {
    List<Object> seen = new CopyOnWriteArrayList<>();
    Mono<String> source = Mono.just("tea").hide();
    Hooks.onLastOperator(
        "AwaitTest",
        last -> {
          seen.add(last);
          return last;
        });

    try {
      assertThat(ReactorBridge.await(source)).isEqualTo("tea");
    } finally {
      Hooks.resetOnLastOperator("AwaitTest");
    }

    assertThat(seen).contains(source);
  }

  @Test
  void emptyMonoIsNull() throws Exception {
    assertThat(ReactorBridge.<String>await(Mono.empty())).isNull();
    assertThat(ReactorBridge.<String>await(Mono.empty(), LONG)).isNull();
  }

  @Test
  void waitingThreadIsWokenByTheOutcome() throws Exception {
    Sinks.One<String> sink = Sinks.one();
    Waiting<String> waiting = Waiting.start(() -> ReactorBridge.await(sink.asMono()));
    waiting.awaitParked();

    sink.tryEmitValue("tea").orThrow();

    assertThat(waiting.get()).isEqualTo("tea");
    assertThat(waiting.wasInterruptedAtEnd()).isFalse();
  }

  @Test
  void aZeroLimitTakesWhatComesWhileSubscribing() throws Exception {
    assertThat(ReactorBridge.await(Mono.just("tea"), Duration.ZERO)).isEqualTo("tea");
    assertThat(ReactorBridge.await(Mono.just("tea"), Duration.ofSeconds(Long.MIN_VALUE)))
        .isEqualTo("tea");
    assertThat(ReactorBridge.await(Mono.just("tea"), Duration.ofSeconds(Long.MAX_VALUE)))
        .isEqualTo("tea");
  }

  @ParameterizedTest
  @MethodSource("monosWithAValue")
  @DisplayName("pitfall 9: after a value doFinally sees onComplete, and only that")
  void noCancelAfterCompletion(Mono<String> mono) throws Exception {
    for (int i = 0; i < 200; i++) {
      List<SignalType> ends = new CopyOnWriteArrayList<>();

      ReactorBridge.await(mono.doFinally(ends::add));

      eventually("doFinally has run", () -> !ends.isEmpty());
      assertThat(ends).containsExactly(SignalType.ON_COMPLETE);
    }
  }

  static Stream<Mono<String>> monosWithAValue() {
    return Stream.of(
        Mono.just("tea"),
        Mono.just("tea").hide(),
        Mono.just("tea").publishOn(Schedulers.parallel()),
        Mono.just("tea").subscribeOn(Schedulers.parallel()),
        Mono.<String>create(sink -> sink.success("tea")),
        Mono.fromFuture(() -> CompletableFuture.supplyAsync(() -> "tea")),
        Flux.just("tea", "milk").publishOn(Schedulers.parallel()).last(),
        ReactorBridge.call(() -> "tea"));
  }

  @Test
  @DisplayName("pitfall 9: the value is returned once its completion is here")
  void completionIsWaitedFor() throws Exception {
    TestPublisher<String> source = TestPublisher.create();
    Waiting<String> waiting = Waiting.start(() -> ReactorBridge.await(Mono.fromDirect(source)));
    waiting.awaitParked();
    source.next("tea");
    waiting.awaitParked();
    assertThat(waiting.isDone()).isFalse();

    source.complete();

    assertThat(waiting.get()).isEqualTo("tea");
    source.assertNotCancelled();
  }

  @Test
  @DisplayName("pitfalls 17, 53: an interrupt throws, clears the flag and cancels the Mono")
  void interruptCancels() throws Exception {
    PublisherProbe<String> source = PublisherProbe.of(Mono.never());
    Waiting<String> waiting = Waiting.start(() -> ReactorBridge.await(source.mono()));
    waiting.awaitParked();

    waiting.interrupt();

    assertThatThrownBy(waiting::get).isInstanceOf(InterruptedException.class);
    assertThat(waiting.wasInterruptedAtEnd()).isFalse();
    source.assertWasCancelled();
  }

  @Test
  @DisplayName("pitfall 17: interrupted before, it subscribes to nothing")
  void interruptedBefore() throws Exception {
    PublisherProbe<String> source = PublisherProbe.of(Mono.just("tea"));
    Waiting<String> waiting =
        Waiting.start(() -> {
          Thread.currentThread().interrupt();
          return ReactorBridge.await(source.mono());
        });

    assertThatThrownBy(waiting::get).isInstanceOf(InterruptedException.class);
    assertThat(waiting.wasInterruptedAtEnd()).isFalse();
    source.assertWasNotSubscribed();
  }

  @Test
  @DisplayName(
      "pitfalls 16, 17: an interrupt behind the value loses nothing; the cancel sees no flag")
  void interruptBehindTheValue() throws Exception {
    AtomicReference<Boolean> flagInCancel = new AtomicReference<>();
    TestPublisher<String> source = TestPublisher.create();
    Mono<String> mono =
        Mono.fromDirect(source.flux())
            .doOnCancel(() -> flagInCancel.set(Thread.currentThread().isInterrupted()));
    Waiting<String> waiting = Waiting.start(() -> ReactorBridge.await(mono));
    waiting.awaitParked();
    source.next("tea");
    waiting.awaitParked();

    waiting.interrupt();

    assertThat(waiting.get()).isEqualTo("tea");
    assertThat(waiting.wasInterruptedAtEnd()).isTrue();
    source.assertCancelled();
    assertThat(flagInCancel).hasValue(false);
  }

  @Test
  @DisplayName("pitfall 53: a time-out cancels the Mono")
  void timeOutCancels() {
    PublisherProbe<String> source = PublisherProbe.of(Mono.never());

    assertThatThrownBy(() -> ReactorBridge.await(source.mono(), Duration.ofMillis(1)))
        .isInstanceOf(TimeoutException.class);

    source.assertWasCancelled();
  }

  @Test
  @DisplayName("pitfall 53: a time-out behind the value loses nothing")
  void timeOutBehindTheValue() throws Exception {
    Mono<String> withValue = Mono.fromDirect(Flux.concat(Mono.just("tea"), Mono.never()));

    assertThat(ReactorBridge.await(withValue, Duration.ofMillis(1))).isEqualTo("tea");
  }

  @Test
  @DisplayName("pitfall 52: a time-out names the source, the waiter and the thread that is stuck")
  void timeOutNamesTheSource() {
    Mono<String> stuck = Mono.<String>never().subscribeOn(Schedulers.single()).name("price of tea");

    assertThatThrownBy(() -> onThread("waiter", stuck, BridgeOptions.defaults()))
        .isInstanceOf(TimeoutException.class)
        .hasMessageContaining("'price of tea'")
        .hasMessageContaining("'waiter'")
        .hasMessageContaining("PT0.001S");
  }

  @Test
  @DisplayName(
      "pitfall 52: a source whose loop is blocked before onSubscribe is waited for on time")
  void sourceThatNeverSubscribes() {
    Mono<String> stuck = Mono.fromDirect(subscriber -> {});

    assertThatThrownBy(
            () -> onThread("waiter", stuck, BridgeOptions.<String>defaults().name("stuck loop")))
        .isInstanceOf(TimeoutException.class)
        .hasMessageContaining("'stuck loop'")
        .hasMessageContaining("has not called onSubscribe");
  }

  private static String onThread(String name, Mono<String> mono, BridgeOptions<String> options)
      throws Exception {
    return Waiting.start(
            () -> {
              Thread.currentThread().setName(name);
              return ReactorBridge.await(mono, Duration.ofMillis(1), options);
            })
        .get();
  }

  @Test
  @DisplayName("pitfall 8: a wait that gave up does not change the source")
  void secondWaitSucceeds() throws Exception {
    Sinks.One<String> sink = Sinks.one();
    assertThatThrownBy(() -> ReactorBridge.await(sink.asMono(), Duration.ofMillis(1)))
        .isInstanceOf(TimeoutException.class);

    sink.tryEmitValue("tea").orThrow();

    assertThat(ReactorBridge.await(sink.asMono())).isEqualTo("tea");
  }

  @Test
  @DisplayName("pitfall 50: three waits throw the same exception, unchanged")
  void failureIsNotChanged() {
    RuntimeException failure = new IllegalStateException("shared");
    failure.addSuppressed(new IOException("from before"));
    StackTraceElement[] trace = failure.getStackTrace();
    Mono<String> failed = Mono.error(failure);

    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> ReactorBridge.await(failed)).isSameAs(failure);
    }

    assertThat(failure.getSuppressed()).hasSize(1);
    assertThat(failure.getCause()).isNull();
    assertThat(failure.getStackTrace()).isEqualTo(trace);
  }

  @Test
  @DisplayName("pitfall 51: whichever way a failure comes, it is the same one")
  void failureIsTheSameByEveryWay() {
    IOException failure = new IOException("checked");
    Sinks.One<String> sink = Sinks.one();
    sink.tryEmitError(failure).orThrow();
    Stream.<Mono<String>>of(
            Mono.error(failure),
            Mono.error(Exceptions.propagate(failure)),
            Mono.error(Exceptions.bubble(failure)),
            Mono.just("tea")
                .map(value -> {
                  throw Exceptions.propagate(failure);
                }),
            Mono.defer(() -> {
              throw Exceptions.propagate(failure);
            }),
            Mono.fromCallable(() -> {
              throw failure;
            }),
            Mono.<String>error(failure).publishOn(Schedulers.parallel()),
            Mono.fromFuture(() -> CompletableFuture.failedFuture(failure)),
            Mono.fromFuture(
                () -> CompletableFuture.<String>failedFuture(failure).thenApply(value -> value)),
            sink.asMono(),
            ReactorBridge.call(() -> {
              throw failure;
            }))
        .forEach(failed ->
            assertThatThrownBy(() -> ReactorBridge.await(failed))
                .isInstanceOf(BridgeException.class)
                .cause()
                .isSameAs(failure));
    assertThat(failure.getSuppressed()).isEmpty();
  }

  @Test
  void errorIsThrownAsItself() {
    Error failure = new AssertionError("from the source");

    assertThatThrownBy(() -> ReactorBridge.await(Mono.error(failure))).isSameAs(failure);
  }

  @Test
  void timeOutOfTheMonoItselfIsItsFailure() {
    TimeoutException failure = new TimeoutException("of the source");

    assertThatThrownBy(() -> ReactorBridge.await(Mono.error(failure), LONG))
        .isInstanceOf(BridgeException.class)
        .cause()
        .isSameAs(failure);
  }

  @Test
  void failureBehindTheValueIsThrownAndTheValueIsUndelivered() throws Exception {
    try (Late late = new Late()) {
      RuntimeException failure = new IllegalStateException("behind");
      Mono<String> mono = Mono.fromDirect(Flux.concat(Mono.just("tea"), Mono.error(failure)));

      assertThatThrownBy(() -> ReactorBridge.await(mono, late.options())).isSameAs(failure);

      assertThat(late.undelivered).containsExactly("tea");
    }
  }

  @Test
  void aSecondValueIsRefusedAndAllAreUndelivered() {
    try (Late late = new Late()) {
      Mono<String> noMono = Mono.fromDirect(Flux.just("tea", "milk", "sugar"));

      assertThatThrownBy(() -> ReactorBridge.await(noMono, late.options()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("second: milk");

      // the sugar was not asked for
      assertThat(late.undelivered).containsExactlyInAnyOrder("tea", "milk");
    }
  }

  @Test
  @DisplayName(
      "pitfall 39: a value that crosses the cancel goes to onUndelivered, at every step of the race")
  void valueThatCrossesTheCancel() throws Exception {
    for (int i = 0; i < 500; i++) {
      try (Late late = new Late()) {
        Sinks.One<Object> sink = Sinks.unsafe().one();
        AtomicBoolean subscribed = new AtomicBoolean();
        Object response = new Object();
        Mono<Object> mono = lateMono(sink, subscribed);
        Waiting<Object> waiting = Waiting.start(() -> ReactorBridge.await(mono, late.options()));
        if (i % 2 == 0) {
          waiting.awaitParked();
        }

        Thread interrupter = Thread.startVirtualThread(waiting::interrupt);
        sink.tryEmitValue(response);
        interrupter.join();

        Object got = null;
        try {
          got = waiting.get();
        } catch (InterruptedException e) {
          // then it must have been undelivered, if it was ever on its way
        }
        if (got == null && !subscribed.get()) {
          continue; // interrupted before it subscribed
        }
        Object outcome = got;
        eventually(
            "one place for the response",
            () -> (outcome == null ? 0 : 1) + late.undelivered.size() == 1);
      }
    }
  }

  /** A Mono that, like a real client, may answer although it was cancelled. */
  private static Mono<Object> lateMono(Sinks.One<Object> sink, AtomicBoolean subscribed) {
    return Mono.fromDirect(subscriber -> {
      subscribed.set(true);
      subscriber.onSubscribe(
          new org.reactivestreams.Subscription() {
            @Override
            public void request(long count) {}

            @Override
            public void cancel() {}
          });
      sink.asMono()
          .subscribe(value -> {
            subscriber.onNext(value);
            subscriber.onComplete();
          });
    });
  }
}
