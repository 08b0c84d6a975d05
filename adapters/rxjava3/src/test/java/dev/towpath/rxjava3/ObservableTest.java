package dev.towpath.rxjava3;

import static dev.towpath.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.channel.BridgeException;
import dev.towpath.channel.Channel;
import dev.towpath.channel.Overflow;
import dev.towpath.channel.OverflowException;
import dev.towpath.channel.Receiver;
import dev.towpath.channel.TryReceive;
import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.core.Observer;
import io.reactivex.rxjava3.disposables.Disposable;
import io.reactivex.rxjava3.schedulers.Schedulers;
import io.reactivex.rxjava3.subjects.PublishSubject;
import io.reactivex.rxjava3.subjects.Subject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code open} over an Observable, which has no demand. */
class ObservableTest {
  private final Late late = new Late();
  private final Script source = new Script();

  @AfterEach
  void nothingIsUndeliverable() {
    late.close();
    assertThat(late.undeliverable).isEmpty();
  }

  /** An Observable that says what a test says, right or wrong, and counts disposes. */
  private static final class Script extends Observable<Integer> {
    final AtomicInteger disposes = new AtomicInteger();
    final AtomicInteger subscriptions = new AtomicInteger();
    boolean isLate;
    RuntimeException thrownInSubscribe;
    RuntimeException thrownInDispose;
    Observer<? super Integer> observer;

    @Override
    protected void subscribeActual(Observer<? super Integer> observer) {
      this.observer = observer;
      subscriptions.incrementAndGet();
      if (!isLate) {
        arrive();
      }
      if (thrownInSubscribe != null) {
        throw thrownInSubscribe;
      }
    }

    void arrive() {
      observer.onSubscribe(
          Disposable.fromRunnable(() -> {
            disposes.incrementAndGet();
            if (thrownInDispose != null) {
              throw thrownInDispose;
            }
          }));
    }

    void emit(int... values) {
      for (int value : values) {
        observer.onNext(value);
      }
    }
  }

  private Receiver<Integer> open(int capacity, Overflow overflow) {
    return RxBridge.open(source, capacity, overflow, late.options());
  }

  private static List<Integer> readAll(Receiver<Integer> receiver) {
    List<Integer> values = new ArrayList<>();
    receiver.forEach(values::add);
    return values;
  }

  @Test
  void valuesComeInOrderFromAnyScheduler() {
    List<Integer> all = IntStream.range(0, 10_000).boxed().toList();
    Observable<Integer> cold = Observable.fromIterable(all);

    for (Observable<Integer> observable :
        List.of(
            cold,
            cold.hide(),
            cold.observeOn(Schedulers.computation()),
            cold.subscribeOn(Schedulers.io()))) {
      try (Receiver<Integer> receiver = RxBridge.open(observable, 10_000, Overflow.FAIL)) {
        assertThat(receiver).containsExactlyElementsOf(all);
      }
    }
  }

  @Test
  void dropOldestKeepsTheNewest() {
    Receiver<Integer> receiver = open(2, Overflow.DROP_OLDEST);

    source.emit(1, 2, 3, 4);
    source.observer.onComplete();

    assertThat(readAll(receiver)).containsExactly(3, 4);
    assertThat(late.undelivered).containsExactly(1, 2);
    assertThat(source.disposes).hasValue(0);
  }

  @Test
  void dropNewestKeepsTheOldest() {
    Receiver<Integer> receiver = open(2, Overflow.DROP_NEWEST);

    source.emit(1, 2, 3, 4);
    source.observer.onComplete();

    assertThat(readAll(receiver)).containsExactly(1, 2);
    assertThat(late.undelivered).containsExactly(3, 4);
    assertThat(source.disposes).hasValue(0);
  }

  @Test
  @DisplayName("pitfall 46: fail gives what is buffered, then the overflow, and disposes once")
  void failEndsAtTheFirstThatDoesNotFit() {
    Receiver<Integer> receiver = open(2, Overflow.FAIL);
    List<Integer> received = new ArrayList<>();

    source.emit(1, 2, 3, 4);

    assertThatThrownBy(() -> receiver.forEach(received::add)).isInstanceOf(OverflowException.class);
    assertThat(received).containsExactly(1, 2);
    assertThat(late.undelivered).containsExactly(3, 4);
    assertThat(source.disposes).hasValue(1);
  }

  @Test
  @DisplayName("pitfall 46: fail stops an endless synchronous source")
  void failStopsAnEndlessSource() {
    Observable<Integer> endless = Observable.just(1).repeat();

    Receiver<Integer> receiver = RxBridge.open(endless, 4, Overflow.FAIL);

    assertThatThrownBy(() -> readAll(receiver)).isInstanceOf(OverflowException.class);
  }

  @Test
  @DisplayName("pitfall 46: to wait is refused before anything is subscribed to")
  void waitIsRefused() {
    assertThatThrownBy(() -> open(8, Overflow.WAIT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an Observable cannot be made to wait: overflow WAIT");

    assertThat(source.subscriptions).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, Channel.MAX_CAPACITY + 1, Integer.MAX_VALUE})
  void capacityOutOfBoundsIsRefused(int capacity) {
    assertThatThrownBy(() -> open(capacity, Overflow.FAIL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("capacity is not in 1.." + Channel.MAX_CAPACITY + ": " + capacity);

    assertThat(source.subscriptions).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, Channel.MAX_CAPACITY})
  void boundsThemselvesAreAllowed(int capacity) {
    try (Receiver<Integer> receiver = open(capacity, Overflow.FAIL)) {
      source.emit(1);

      assertThat(receiver.tryReceive()).isEqualTo(new TryReceive.Value<>(1));
    }
  }

  @Test
  void nullIsRefusedBeforeAnythingIsSubscribedTo() {
    assertThatThrownBy(() -> RxBridge.open((Observable<Integer>) null, 1, Overflow.FAIL))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("source is null");
    assertThatThrownBy(() -> RxBridge.open(source, 1, (Overflow) null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("overflow is null");
    assertThatThrownBy(() -> RxBridge.open(source, 1, Overflow.FAIL, null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("options are null");

    assertThat(source.subscriptions).hasValue(0);
  }

  @ParameterizedTest
  @EnumSource(names = "WAIT", mode = EnumSource.Mode.EXCLUDE)
  @DisplayName("pitfall 40: closing disposes once; each buffered value is undelivered once")
  void closeDisposesOnce(Overflow overflow) {
    Receiver<Integer> receiver = open(8, overflow);
    source.emit(1, 2);

    receiver.close();
    receiver.close();

    assertThat(source.disposes).hasValue(1);
    assertThat(late.undelivered).containsExactly(1, 2);
  }

  @Test
  @DisplayName("pitfall 32: a close before onSubscribe disposes as soon as that comes, once")
  void closeBeforeOnSubscribe() {
    source.isLate = true;
    Receiver<Integer> receiver = open(8, Overflow.FAIL);
    receiver.close();
    assertThat(source.disposes).hasValue(0);

    source.arrive();

    assertThat(source.disposes).hasValue(1);
  }

  @Test
  void aSecondOnSubscribeDisposesTheNewcomer() {
    try (Receiver<Integer> receiver = open(8, Overflow.FAIL)) {
      source.arrive();

      assertThat(source.disposes).hasValue(1);
      assertThat(receiver.tryReceive()).isEqualTo(new TryReceive.Empty<>());
    }
    assertThat(source.disposes).hasValue(2);
  }

  @Test
  @DisplayName("pitfall 9: after the end of the source nothing is disposed")
  void noDisposeAfterTheEnd() {
    Receiver<Integer> completed = open(8, Overflow.FAIL);
    source.observer.onComplete();
    completed.close();
    Receiver<Integer> failed = open(8, Overflow.FAIL);
    source.observer.onError(new IllegalStateException("the end"));
    failed.close();

    assertThat(source.disposes).hasValue(0);
  }

  @Test
  @DisplayName("pitfall 15: buffered values are delivered before the error, which is itself")
  void errorComesAfterTheData() {
    RuntimeException failure = new IllegalStateException("after two");
    Receiver<Integer> receiver = open(8, Overflow.FAIL);
    List<Integer> received = new ArrayList<>();

    source.emit(1, 2);
    source.observer.onError(failure);

    assertThatThrownBy(() -> receiver.forEach(received::add)).isSameAs(failure);
    assertThat(received).containsExactly(1, 2);
    assertThat(failure.getSuppressed()).isEmpty();
  }

  @Test
  void checkedErrorComesInsideOneBridgeException() {
    IOException failure = new IOException("checked");

    assertThatThrownBy(() -> RxBridge.open(Observable.error(failure), 8, Overflow.FAIL).receive())
        .isInstanceOf(BridgeException.class)
        .cause()
        .isSameAs(failure);
  }

  @Test
  @DisplayName("pitfalls 2, 11: what comes after the dispose goes to the options' hooks, once each")
  void signalsAfterTheDisposeAreLate() {
    RuntimeException failure = new IllegalStateException("late");
    Receiver<Integer> receiver = open(8, Overflow.DROP_OLDEST);
    receiver.close();

    source.emit(1);
    source.observer.onError(failure);
    source.observer.onComplete();

    assertThat(late.undelivered).containsExactly(1);
    assertThat(late.lateErrors).containsExactly(failure);
    assertThat(receiver.tryReceive()).isEqualTo(new TryReceive.Closed<>(null));
  }

  @Test
  @DisplayName("pitfall 11: an error behind the end is late")
  void errorBehindTheEndIsLate() {
    RuntimeException failure = new IllegalStateException("behind");
    Receiver<Integer> receiver = open(8, Overflow.FAIL);
    source.observer.onComplete();

    source.observer.onError(failure);

    assertThat(readAll(receiver)).isEmpty();
    assertThat(late.lateErrors).containsExactly(failure);
  }

  @Test
  void nullFailsTheReaderAfterTheDataAndDisposes() {
    Receiver<Integer> receiver = open(8, Overflow.FAIL);
    List<Integer> received = new ArrayList<>();
    source.emit(1);

    assertThatThrownBy(() -> source.observer.onNext(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("onNext(null)");

    assertThatThrownBy(() -> receiver.forEach(received::add))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("onNext(null)");
    assertThat(received).containsExactly(1);
    assertThat(source.disposes).hasValue(1);
  }

  @Test
  void nullInsteadOfAnErrorFailsTheReader() {
    Receiver<Integer> receiver = open(8, Overflow.FAIL);

    assertThatThrownBy(() -> source.observer.onError(null))
        .isInstanceOf(NullPointerException.class);

    assertThatThrownBy(receiver::receive).hasMessageContaining("onError(null)");
    assertThat(source.disposes).hasValue(1);
  }

  @Test
  void aSourceThatThrowsInSubscribeFailsTheReaderAndIsDisposed() {
    source.thrownInSubscribe = new IllegalStateException("in subscribe");

    Receiver<Integer> receiver = open(8, Overflow.FAIL);

    assertThatThrownBy(receiver::receive).isSameAs(source.thrownInSubscribe);
    assertThat(source.disposes).hasValue(1);
    assertThat(late.undeliverable).hasSize(1); // RxJava itself reports what subscribe throws
    late.undeliverable.clear();
  }

  @Test
  void aDisposeThatThrowsIsALateErrorAndThrowsAtNobody() {
    source.thrownInDispose = new IllegalStateException("in dispose");

    open(8, Overflow.FAIL).close();
    open(1, Overflow.FAIL);
    source.emit(1, 2);

    assertThat(late.lateErrors).containsExactly(source.thrownInDispose, source.thrownInDispose);
    assertThat(late.undelivered).containsExactly(2);
  }

  @Test
  @DisplayName("pitfall 13: a subject is subscribed to before open returns, so nothing is lost")
  void hotSourceLosesNothing() {
    PublishSubject<Integer> subject = PublishSubject.create();
    try (Receiver<Integer> receiver = RxBridge.open(subject, 64, Overflow.FAIL)) {
      assertThat(subject.hasObservers()).isTrue();
      for (int i = 0; i < 50; i++) {
        subject.onNext(i);
      }
      subject.onComplete();

      assertThat(readAll(receiver)).hasSize(50);
    }
  }

  @Test
  @DisplayName("pitfall 18: closing wakes a waiting reader and leaves the subject")
  void closeWakesTheReader() throws Exception {
    PublishSubject<Integer> subject = PublishSubject.create();
    Receiver<Integer> receiver = RxBridge.open(subject, 8, Overflow.FAIL);
    Waiting<Boolean> waiting = Waiting.start(() -> receiver.iterator().hasNext()).awaitParked();

    receiver.close();

    assertThat(waiting.get()).isFalse();
    assertThat(subject.hasObservers()).isFalse();
  }

  @Test
  @DisplayName("pitfall 17: an interrupted receive takes nothing and leaves the source subscribed")
  void interruptedReceive() throws Exception {
    try (Receiver<Integer> receiver = open(8, Overflow.FAIL)) {
      Waiting<Integer> waiting = Waiting.start(receiver::receive).awaitParked();

      waiting.interrupt();

      assertThatThrownBy(waiting::get).isInstanceOf(InterruptedException.class);
      assertThat(waiting.wasInterruptedAtEnd()).isFalse();
      assertThat(source.disposes).hasValue(0);
      source.emit(1);
      assertThat(receiver.receive()).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("pitfall 12: a receiver that is dropped unclosed disposes the source")
  void abandonedReceiverDisposes() throws Exception {
    open(8, Overflow.FAIL);

    eventually(
        "the source is disposed",
        () -> {
          System.gc();
          return source.disposes.get() == 1;
        });
  }

  @ParameterizedTest
  @EnumSource(names = {"DROP_OLDEST", "DROP_NEWEST"})
  @DisplayName("pitfall 41: of 8 threads' 10,000 values each is received or undelivered, once")
  void manyEmitters(Overflow overflow) throws Exception {
    Subject<Integer> subject = PublishSubject.<Integer>create().toSerialized();
    Receiver<Integer> receiver = RxBridge.open(subject, 16, overflow, late.options());
    Waiting<List<Integer>> reader = Waiting.start(() -> readAll(receiver));
    List<Thread> emitters =
        IntStream.range(0, 8)
            .mapToObj(emitter ->
                Thread.ofVirtual()
                    .start(() ->
                        IntStream.range(emitter * 10_000, (emitter + 1) * 10_000)
                            .forEach(subject::onNext)))
            .toList();
    for (Thread emitter : emitters) {
      emitter.join();
    }
    subject.onComplete();

    List<Integer> received = reader.get();

    Set<Object> all = new HashSet<>(received);
    all.addAll(late.undelivered);
    assertThat(all).hasSize(80_000);
    assertThat(received.size() + late.undelivered.size()).isEqualTo(80_000);
  }
}
