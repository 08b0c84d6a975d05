package dev.towpath.rxjava3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.channel.Channel;
import dev.towpath.channel.Overflow;
import dev.towpath.channel.Receiver;
import dev.towpath.channel.TryReceive;
import dev.towpath.channel.TrySend;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.schedulers.Schedulers;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** C5: RxJava's non-blocking threads never wait. */
class RxGuardTest {
  private static final Channel<String> CHANNEL = Channel.rendezvous();

  @ParameterizedTest
  @MethodSource("plainVerbs")
  @DisplayName("pitfalls 38, 42: a plain verb is refused there, naming the thread and the way out")
  void plainVerbsAreRefused(String verb, Callable<?> call) {
    for (Scheduler scheduler : new Scheduler[] {Schedulers.computation(), Schedulers.single()}) {
      assertThatThrownBy(() -> on(scheduler, call))
          .isInstanceOf(CompletionException.class)
          .cause()
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith(verb + " may wait")
          .hasMessageContaining(
              scheduler == Schedulers.single()
                  ? "'RxSingleScheduler-"
                  : "'RxComputationThreadPool-")
          .hasMessageContaining("RxBridge.call");
    }
  }

  static Stream<Object[]> plainVerbs() {
    return Stream.<Object[]>of(
        verb(
            "send",
            () -> {
              CHANNEL.sender().send("tea");
              return null;
            }),
        verb("send", () -> CHANNEL.sender().send("tea", Duration.ZERO)),
        verb("receive", () -> CHANNEL.receiver().receive()),
        verb("receive", () -> CHANNEL.receiver().receive(Duration.ZERO)),
        verb("receive", () -> CHANNEL.receiver().iterator().hasNext()),
        verb("await", () -> RxBridge.await(Single.just("tea"))),
        verb("await", () -> RxBridge.await(Single.just("tea"), Duration.ZERO)),
        verb("await", () -> RxBridge.await(Maybe.just("tea"))),
        verb("await", () -> RxBridge.await(Maybe.just("tea"), Duration.ZERO)),
        verb(
            "await",
            () -> {
              RxBridge.await(Completable.complete());
              return null;
            }),
        verb(
            "await",
            () -> {
              RxBridge.await(Completable.complete(), Duration.ZERO);
              return null;
            }));
  }

  private static Object[] verb(String verb, Callable<?> call) {
    return new Object[] {verb, call};
  }

  @Test
  @DisplayName(
      "pitfall 38: refused before it subscribes, and also when another thread would answer")
  void awaitIsRefusedBeforeSubscribing() {
    AtomicInteger subscriptions = new AtomicInteger();
    Single<String> source =
        Single.just("tea")
            .subscribeOn(Schedulers.single())
            .doOnSubscribe(disposable -> subscriptions.incrementAndGet());

    assertThatThrownBy(() -> on(Schedulers.computation(), () -> RxBridge.await(source)))
        .hasCauseInstanceOf(IllegalStateException.class);

    assertThat(subscriptions).hasValue(0);
  }

  @Test
  void verbsThatDoNotWaitAreAllowedThere() {
    assertThat(on(Schedulers.computation(), () -> CHANNEL.sender().trySend("tea")))
        .isEqualTo(TrySend.FULL);
    assertThat(on(Schedulers.computation(), () -> CHANNEL.receiver().tryReceive()))
        .isEqualTo(new TryReceive.Empty<>());
    try (Receiver<Integer> receiver =
            on(Schedulers.computation(), () -> RxBridge.open(Flowable.just(1), 8));
        Receiver<Integer> observed =
            on(Schedulers.single(), () -> RxBridge.open(Observable.just(1), 8, Overflow.FAIL))) {
      assertThat(receiver).containsExactly(1);
      assertThat(observed).containsExactly(1);
    }
  }

  @Test
  @DisplayName("pitfall 38: the threads of io, newThread and a scheduler of one's own may wait")
  void otherThreadsMayWait() {
    for (Scheduler scheduler :
        new Scheduler[] {
          Schedulers.io(), Schedulers.newThread(), Schedulers.from(Thread::startVirtualThread)
        }) {
      assertThat(on(scheduler, () -> RxBridge.await(Single.just("tea")))).isEqualTo("tea");
    }
  }

  private static <V> V on(Scheduler scheduler, Callable<V> call) {
    return CompletableFuture.supplyAsync(
            () -> {
              try {
                return call.call();
              } catch (RuntimeException e) {
                throw e;
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            },
            scheduler::scheduleDirect)
        .join();
  }
}
