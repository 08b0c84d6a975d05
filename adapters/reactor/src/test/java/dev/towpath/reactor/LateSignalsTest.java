package dev.towpath.reactor;

import static dev.towpath.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.Receiver;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;

/** C11: late values and errors go to the options' hooks and to Reactor's, once each. */
class LateSignalsTest {
  @Test
  @DisplayName(
      "pitfall 40: what is buffered when the receiver closes is discarded by a last doOnDiscard")
  void openDiscards() throws Exception {
    try (Late late = new Late()) {
      Flux<Integer> flux = Flux.range(1, 4).doOnDiscard(Integer.class, late.discarded::add);
      try (Receiver<Integer> receiver = ReactorBridge.open(flux, 3, late.options())) {
        receiver.receive();
      }

      assertThat(late.discarded).isEqualTo(late.undelivered).isEqualTo(List.of(2, 3));
      assertThat(late.droppedValues).isEmpty();
    }
  }

  @Test
  void aDoOnDiscardFurtherUpIsNotAskedByReactorsRules() {
    try (Late late = new Late()) {
      Flux<Integer> flux =
          Flux.range(1, 4).doOnDiscard(Integer.class, late.discarded::add).map(value -> -value);

      ReactorBridge.open(flux, 3, late.options()).close();

      assertThat(late.discarded).isEmpty();
      assertThat(late.undelivered).containsExactly(-1, -2, -3);
    }
  }

  @Test
  @DisplayName(
      "pitfall 40: what a cancel leaves in a publish is discarded by the subscriber's hook")
  void publishDiscards() throws Exception {
    try (Late late = new Late()) {
      CountDownLatch inOnNext = new CountDownLatch(1);
      CountDownLatch secondAccepted = new CountDownLatch(1);
      Flux<Integer> flux =
          ReactorBridge.publish(
              out -> {
                Thread other =
                    Thread.startVirtualThread(() -> {
                      await(inOnNext);
                      out.trySend(2);
                      secondAccepted.countDown();
                    });
                out.send(1);
                other.join();
              },
              late.options());

      flux.doOnDiscard(Integer.class, late.discarded::add)
          .subscribe(
              new BaseSubscriber<>() {
                @Override
                protected void hookOnSubscribe(Subscription subscription) {
                  request(2);
                }

                @Override
                protected void hookOnNext(Integer value) {
                  inOnNext.countDown();
                  await(secondAccepted);
                  cancel();
                }
              });

      eventually("the second value is discarded", () -> !late.undelivered.isEmpty());
      assertThat(late.undelivered).containsExactly(2);
      assertThat(late.discarded).containsExactly(2);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aHookThatThrowsKeepsNothingFromTheOthers() {
    try (Late late = new Late()) {
      Flux<Integer> flux =
          Flux.range(1, 2)
              .doOnDiscard(
                  Integer.class,
                  value -> {
                    throw new IllegalStateException("broken hook");
                  });
      ReactorBridge.open(flux, 3, late.options()).close();

      assertThat(late.undelivered).containsExactly(1, 2);
    }
  }

  @Test
  void optionsKeepTheirName() {
    BridgeOptions<Integer> options = BridgeOptions.<Integer>defaults().name("prices");

    assertThat(ReactorBridge.open(Flux.never(), 1, options)).hasToString("receiver of 'prices'");
    assertThat(
            ReactorBridge.call(
                    () -> Thread.currentThread().getName(),
                    BridgeOptions.<String>defaults().name("prices"))
                .block())
        .isEqualTo("prices");
  }
}
