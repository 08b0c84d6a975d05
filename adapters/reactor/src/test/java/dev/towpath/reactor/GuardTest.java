package dev.towpath.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.channel.Channel;
import dev.towpath.channel.Receiver;
import dev.towpath.channel.TryReceive;
import dev.towpath.channel.TrySend;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.test.publisher.PublisherProbe;

/** C5: Reactor's non-blocking threads never wait. */
class GuardTest {
  private static final Channel<String> CHANNEL = Channel.rendezvous();

  @ParameterizedTest
  @MethodSource("plainVerbs")
  @DisplayName("pitfalls 38, 42: a plain verb is refused there, naming the thread and the way out")
  void plainVerbsAreRefused(String verb, Callable<?> call) {
    for (Scheduler scheduler : new Scheduler[] {Schedulers.parallel(), Schedulers.single()}) {
      assertThatThrownBy(() -> on(scheduler, call))
          .isInstanceOf(CompletionException.class)
          .cause()
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith(verb + " may wait")
          .hasMessageContaining(scheduler == Schedulers.single() ? "'single-" : "'parallel-")
          .hasMessageContaining("ReactorBridge.call");
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
        verb("await", () -> ReactorBridge.await(Mono.just("tea"))),
        verb("await", () -> ReactorBridge.await(Mono.just("tea"), Duration.ZERO)));
  }

  private static Object[] verb(String verb, Callable<?> call) {
    return new Object[] {verb, call};
  }

  @Test
  @DisplayName("pitfall 38: refused before it subscribes, and also when another loop would answer")
  void awaitIsRefusedBeforeSubscribing() {
    PublisherProbe<String> source =
        PublisherProbe.of(Mono.just("tea").subscribeOn(Schedulers.single()));

    assertThatThrownBy(() -> on(Schedulers.parallel(), () -> ReactorBridge.await(source.mono())))
        .hasCauseInstanceOf(IllegalStateException.class);

    source.assertWasNotSubscribed();
  }

  @Test
  void verbsThatDoNotWaitAreAllowedThere() {
    assertThat(on(Schedulers.parallel(), () -> CHANNEL.sender().trySend("tea")))
        .isEqualTo(TrySend.FULL);
    assertThat(on(Schedulers.parallel(), () -> CHANNEL.receiver().tryReceive()))
        .isEqualTo(new TryReceive.Empty<>());
    try (Receiver<Integer> receiver =
        on(Schedulers.parallel(), () -> ReactorBridge.open(Flux.just(1), 8))) {
      assertThat(receiver).containsExactly(1);
    }
  }

  @Test
  void elasticThreadsMayWait() {
    assertThat(on(Schedulers.boundedElastic(), () -> ReactorBridge.await(Mono.just("tea"))))
        .isEqualTo("tea");
  }

  @Test
  @DisplayName("pitfall 38: threads that were registered as non-blocking count too")
  void registeredThreads() throws Exception {
    Schedulers.registerNonBlockingThreadPredicate(
        thread -> thread.getName().equals("my event loop"));
    try {
      Waiting<String> waiting =
          Waiting.start(() -> {
            Thread.currentThread().setName("my event loop");
            return ReactorBridge.await(Mono.just("tea"));
          });

      assertThatThrownBy(waiting::get)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("'my event loop'");
    } finally {
      Schedulers.resetNonBlockingThreadPredicate();
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
            scheduler::schedule)
        .join();
  }
}
