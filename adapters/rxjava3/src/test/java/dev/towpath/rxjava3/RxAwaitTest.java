package dev.towpath.rxjava3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.channel.BridgeException;
import dev.towpath.channel.BridgeOptions;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.core.SingleObserver;
import io.reactivex.rxjava3.disposables.Disposable;
import io.reactivex.rxjava3.schedulers.Schedulers;
import io.reactivex.rxjava3.subjects.CompletableSubject;
import io.reactivex.rxjava3.subjects.MaybeSubject;
import io.reactivex.rxjava3.subjects.SingleSubject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code await} over Single, Maybe and Completable. */
class RxAwaitTest {
  private static final Duration SHORT = Duration.ofMillis(1);
  private static final Duration LONG = Duration.ofHours(1);
  private final Late late = new Late();

  @AfterEach
  void nothingIsUndeliverable() {
    late.close();
    assertThat(late.undeliverable).isEmpty();
  }

  /** A Single that says what a test says, right or wrong, and counts disposes. */
  private static final class Script extends Single<String> {
    final AtomicInteger disposes = new AtomicInteger();
    final AtomicInteger subscriptions = new AtomicInteger();
    boolean isLate;
    SingleObserver<? super String> observer;

    @Override
    protected void subscribeActual(SingleObserver<? super String> observer) {
      this.observer = observer;
      subscriptions.incrementAndGet();
      if (!isLate) {
        arrive();
      }
    }

    void arrive() {
      observer.onSubscribe(Disposable.fromRunnable(disposes::incrementAndGet));
    }
  }

  @Test
  void valueIsReturnedWhicheverThreadBringsIt() throws Exception {
    assertThat(RxBridge.await(Single.just("tea"))).isEqualTo("tea");
    assertThat(RxBridge.await(Single.just("tea").observeOn(Schedulers.computation())))
        .isEqualTo("tea");
    assertThat(RxBridge.await(Single.just("tea").subscribeOn(Schedulers.single()), LONG))
        .isEqualTo("tea");
    assertThat(RxBridge.<String>await(Maybe.just("tea"))).isEqualTo("tea");
    assertThat(RxBridge.<String>await(Maybe.just("tea").subscribeOn(Schedulers.io()), LONG))
        .isEqualTo("tea");
  }

  @Test
  void emptyMaybeIsNull() throws Exception {
    assertThat(RxBridge.<String>await(Maybe.empty())).isNull();
    assertThat(RxBridge.<String>await(Maybe.empty(), LONG)).isNull();
  }

  @Test
  void completableIsWaitedFor() throws Exception {
    CompletableSubject source = CompletableSubject.create();
    Waiting<String> waiting =
        Waiting.start(() -> {
          RxBridge.await(source);
          RxBridge.await(source, LONG);
          return "over";
        });
    waiting.awaitParked();

    source.onComplete();

    assertThat(waiting.get()).isEqualTo("over");
  }

  @Test
  void aZeroLimitTakesWhatComesWhileSubscribing() throws Exception {
    assertThat(RxBridge.await(Single.just("tea"), Duration.ZERO)).isEqualTo("tea");
    assertThat(RxBridge.<String>await(Maybe.just("tea"), Duration.ofSeconds(Long.MIN_VALUE)))
        .isEqualTo("tea");
    RxBridge.await(Completable.complete(), Duration.ZERO);
    assertThat(RxBridge.await(Single.just("tea"), Duration.ofSeconds(Long.MAX_VALUE)))
        .isEqualTo("tea");
  }

  @Test
  @DisplayName("pitfall 9: after a value, an end or a failure nothing is disposed")
  void noDisposeAfterTheEnd() throws Exception {
    List<String> disposed = new CopyOnWriteArrayList<>();

    for (int i = 0; i < 200; i++) {
      RxBridge.await(
          Single.just("tea")
              .observeOn(Schedulers.computation())
              .doOnDispose(() -> disposed.add("single")));
      RxBridge.await(Maybe.just("tea").doOnDispose(() -> disposed.add("maybe")));
      RxBridge.await(Maybe.empty().doOnDispose(() -> disposed.add("empty")));
      RxBridge.await(Completable.complete().doOnDispose(() -> disposed.add("completable")));
      assertThatThrownBy(() ->
              RxBridge.await(
                  Single.error(new IllegalStateException("no tea"))
                      .doOnDispose(() -> disposed.add("failed"))))
          .hasMessage("no tea");
    }

    assertThat(disposed).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("waits")
  @DisplayName("pitfalls 17, 53: an interrupt throws, clears the flag and disposes the source")
  void interruptDisposes(Callable<?> wait, Callable<?> timed, BooleanSupplier isObserved)
      throws Exception {
    Waiting<?> waiting = Waiting.start(wait).awaitParked();
    assertThat(isObserved.getAsBoolean()).isTrue();

    waiting.interrupt();

    assertThatThrownBy(waiting::get).isInstanceOf(InterruptedException.class);
    assertThat(waiting.wasInterruptedAtEnd()).isFalse();
    assertThat(isObserved.getAsBoolean()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("waits")
  @DisplayName("pitfall 53: a time-out disposes the source")
  void timeOutDisposes(Callable<?> wait, Callable<?> timed, BooleanSupplier isObserved) {
    assertThatThrownBy(timed::call).isInstanceOf(TimeoutException.class);

    assertThat(isObserved.getAsBoolean()).isFalse();
  }

  static Stream<Object[]> waits() {
    SingleSubject<String> single = SingleSubject.create();
    MaybeSubject<String> maybe = MaybeSubject.create();
    CompletableSubject completable = CompletableSubject.create();
    return Stream.<Object[]>of(
        waiting(
            () -> RxBridge.await(single),
            () -> RxBridge.await(single, SHORT),
            single::hasObservers),
        waiting(
            () -> RxBridge.await(maybe), () -> RxBridge.await(maybe, SHORT), maybe::hasObservers),
        waiting(
            () -> {
              RxBridge.await(completable);
              return null;
            },
            () -> {
              RxBridge.await(completable, SHORT);
              return null;
            },
            completable::hasObservers));
  }

  private static Object[] waiting(Callable<?> wait, Callable<?> timed, BooleanSupplier isObserved) {
    return new Object[] {wait, timed, isObserved};
  }

  @Test
  @DisplayName("pitfall 17: interrupted before, it subscribes to nothing")
  void interruptedBefore() throws Exception {
    Script source = new Script();
    Waiting<String> waiting =
        Waiting.start(() -> {
          Thread.currentThread().interrupt();
          return RxBridge.await(source);
        });

    assertThatThrownBy(waiting::get).isInstanceOf(InterruptedException.class);
    assertThat(waiting.wasInterruptedAtEnd()).isFalse();
    assertThat(source.subscriptions).hasValue(0);
  }

  @Test
  @DisplayName("pitfall 32: a time-out before onSubscribe disposes as soon as that comes, once")
  void timeOutBeforeOnSubscribe() {
    Script source = new Script();
    source.isLate = true;
    assertThatThrownBy(() -> RxBridge.await(source, SHORT)).isInstanceOf(TimeoutException.class);
    assertThat(source.disposes).hasValue(0);

    source.arrive();

    assertThat(source.disposes).hasValue(1);
  }

  @Test
  @DisplayName("pitfalls 11, 39: what crosses the dispose goes to the options' hooks, once each")
  void signalsAfterTheDisposeAreLate() {
    RuntimeException failure = new IllegalStateException("late");
    Script source = new Script();
    assertThatThrownBy(() -> RxBridge.await(source, SHORT, late.options()))
        .isInstanceOf(TimeoutException.class);

    source.observer.onSuccess("late tea");
    source.observer.onError(failure);

    assertThat(source.disposes).hasValue(1);
    assertThat(late.undelivered).containsExactly("late tea");
    assertThat(late.lateErrors).containsExactly(failure);
  }

  @Test
  void aSecondOutcomeIsLate() throws Exception {
    Maybe<String> two =
        new Maybe<>() {
          @Override
          protected void subscribeActual(
              io.reactivex.rxjava3.core.MaybeObserver<? super String> observer) {
            observer.onSubscribe(Disposable.disposed());
            observer.onSuccess("tea");
            observer.onSuccess("milk");
          }
        };

    assertThat(RxBridge.await(two, late.options())).isEqualTo("tea");

    assertThat(late.undelivered).containsExactly("milk");
  }

  @Test
  @DisplayName("pitfall 52: a time-out names the source, the waiter and the limit")
  void timeOutNamesTheSource() {
    Script source = new Script();

    assertThatThrownBy(() -> RxBridge.await(source, SHORT))
        .isInstanceOf(TimeoutException.class)
        .hasMessageContaining(source.toString())
        .hasMessageContaining("'" + Thread.currentThread().getName() + "'")
        .hasMessageContaining("PT0.001S");
    assertThatThrownBy(
            () -> RxBridge.await(source, SHORT, BridgeOptions.<String>defaults().name("prices")))
        .hasMessageContaining("'prices'");
  }

  @Test
  @DisplayName("pitfall 8: a wait that gave up does not change the source")
  void secondWaitSucceeds() throws Exception {
    SingleSubject<String> source = SingleSubject.create();
    assertThatThrownBy(() -> RxBridge.await(source, SHORT)).isInstanceOf(TimeoutException.class);

    source.onSuccess("tea");

    assertThat(RxBridge.await(source)).isEqualTo("tea");
  }

  @Test
  @DisplayName("pitfalls 50, 51: three waits on each kind throw the same exception, unchanged")
  void failureIsNotChanged() {
    RuntimeException failure = new IllegalStateException("shared");

    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> RxBridge.await(Single.error(failure))).isSameAs(failure);
      assertThatThrownBy(() -> RxBridge.await(Maybe.error(failure), LONG)).isSameAs(failure);
      assertThatThrownBy(() -> RxBridge.await(Completable.error(failure))).isSameAs(failure);
    }

    assertThat(failure.getSuppressed()).isEmpty();
    assertThat(failure.getCause()).isNull();
  }

  @Test
  void completableTakesOptionsToo() {
    try (Late late = new Late()) {
      CompletableSubject source = CompletableSubject.create();
      RuntimeException failure = new IllegalStateException("late");

      assertThatThrownBy(() -> RxBridge.await(source, SHORT, late.options().name("upload")))
          .isInstanceOf(TimeoutException.class)
          .hasMessageContaining("'upload'");
      assertThatThrownBy(() -> RxBridge.await(Completable.error(failure), late.options()))
          .isSameAs(failure);
    }
  }

  @Test
  void checkedFailureComesInsideOneBridgeException() {
    IOException failure = new IOException("checked");

    assertThatThrownBy(() -> RxBridge.await(Single.error(failure)))
        .isInstanceOf(BridgeException.class)
        .cause()
        .isSameAs(failure);
  }

  @Test
  @DisplayName("pitfall 51: what a source throws in subscribe is thrown without RxJava's wrapper")
  void thrownInSubscribe() {
    RuntimeException failure = new IllegalStateException("in subscribe");
    Single<String> broken =
        new Single<>() {
          @Override
          protected void subscribeActual(SingleObserver<? super String> observer) {
            throw failure;
          }
        };

    assertThatThrownBy(() -> RxBridge.await(broken)).isSameAs(failure);
  }

  @Test
  void nullIsRefused() {
    Script source = new Script();
    for (Callable<?> noSource :
        List.<Callable<?>>of(
            () -> RxBridge.await((Single<String>) null),
            () -> RxBridge.await((Single<String>) null, LONG),
            () -> RxBridge.await((Maybe<String>) null),
            () -> RxBridge.await((Maybe<String>) null, LONG),
            () -> {
              RxBridge.await((Completable) null);
              return null;
            },
            () -> {
              RxBridge.await((Completable) null, LONG);
              return null;
            })) {
      assertThatThrownBy(noSource::call)
          .isInstanceOf(NullPointerException.class)
          .hasMessage("source is null");
    }
    for (Callable<?> noLimit :
        List.<Callable<?>>of(
            () -> RxBridge.await(source, (Duration) null),
            () -> RxBridge.await(source, null, late.options()),
            () -> RxBridge.await(source.toMaybe(), (Duration) null),
            () -> RxBridge.await(source.toMaybe(), null, late.options()),
            () -> {
              RxBridge.await(source.ignoreElement(), (Duration) null);
              return null;
            })) {
      assertThatThrownBy(noLimit::call)
          .isInstanceOf(NullPointerException.class)
          .hasMessage("time limit is null");
    }
    for (Callable<?> noOptions :
        List.<Callable<?>>of(
            () -> RxBridge.await(source, (BridgeOptions<String>) null),
            () -> RxBridge.await(source, LONG, null),
            () -> RxBridge.await(source.toMaybe(), (BridgeOptions<String>) null),
            () -> RxBridge.await(source.toMaybe(), LONG, null))) {
      assertThatThrownBy(noOptions::call)
          .isInstanceOf(NullPointerException.class)
          .hasMessage("options are null");
    }

    assertThat(source.subscriptions).hasValue(0);
  }
}
