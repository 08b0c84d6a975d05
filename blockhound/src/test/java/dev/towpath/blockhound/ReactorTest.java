package dev.towpath.blockhound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.channel.Receiver;
import dev.towpath.channel.TryReceive;
import dev.towpath.reactor.ReactorBridge;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReactorTest {
  private static final int VALUES = 20_000;

  @BeforeAll
  static void release() {
    Hound.release();
  }

  @BeforeEach
  void forget() {
    Hound.forget();
  }

  @AfterEach
  void nothingOfOursWaited() {
    assertThat(Hound.ours()).isEmpty();
  }

  @Test
  @DisplayName("C3: open, of a flux that emits on parallel threads, read and left early")
  void open() throws Exception {
    Flux<Integer> flux =
        Flux.range(0, VALUES).parallel(Loops.COUNT).runOn(Schedulers.parallel()).sequential();
    int read = 0;
    try (Receiver<Integer> values = ReactorBridge.open(flux, 16)) {
      for (Integer ignored : values) {
        read++;
      }
    }
    assertThat(read).isEqualTo(VALUES);

    for (int i = 0; i < 50; i++) {
      try (Receiver<Integer> values = ReactorBridge.open(flux, 16)) {
        assertThat(values.receive(Duration.ofDays(1))).isInstanceOf(TryReceive.Value.class);
      }
    }
  }

  @Test
  @DisplayName("C3: open and close on a parallel thread")
  void openOnALoop() {
    Loops.REACTOR.onEach(() -> {
      for (int i = 0; i < 100; i++) {
        Receiver<Integer> values =
            ReactorBridge.open(Flux.range(0, 100).publishOn(Schedulers.parallel()), 4);
        values.tryReceive();
        values.close();
      }
    });
  }

  @Test
  @DisplayName("C3: publish, asked and cancelled on parallel threads")
  void publish() {
    Flux<Integer> flux =
        ReactorBridge.publish(out -> {
          for (int i = 0; ; i++) {
            out.send(i);
          }
        });
    assertThat(flux.publishOn(Schedulers.parallel(), 8).take(VALUES).count().block())
        .isEqualTo(VALUES);

    for (int i = 0; i < 50; i++) {
      assertThat(
              Flux.merge(flux, flux, flux, flux)
                  .publishOn(Schedulers.parallel(), 8)
                  .take(100)
                  .count()
                  .block())
          .isEqualTo(100);
    }
  }

  @Test
  @DisplayName("C3: call, subscribed to and cancelled on parallel threads")
  void call() {
    Mono<String> never =
        ReactorBridge.call(() -> {
          new CountDownLatch(1).await();
          return "never";
        });
    for (int i = 0; i < 20; i++) {
      Flux.range(0, 20)
          .flatMap(n ->
              never
                  .subscribeOn(Schedulers.parallel())
                  .timeout(Duration.ofMillis(1), Mono.empty(), Schedulers.parallel()))
          .blockLast();
    }
  }

  @Test
  @DisplayName("C3: await, of what parallel threads bring")
  void await() throws Exception {
    for (int i = 0; i < 500; i++) {
      assertThat(ReactorBridge.await(Mono.just(i).subscribeOn(Schedulers.parallel()))).isEqualTo(i);
    }
  }
}
