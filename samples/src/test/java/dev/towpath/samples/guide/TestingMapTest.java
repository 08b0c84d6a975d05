package dev.towpath.samples.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.towpath.channel.Channel;
import dev.towpath.channel.Deadline;
import dev.towpath.samples.guide.shop.ShopException;
import dev.towpath.scope.Scope;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.util.retry.Retry;

class TestingMapTest extends Scenario {
  // @start region="stepverifier"
  @Test
  void discountsWithStepVerifier() {
    server.answer("/orders/7", "ada");

    StepVerifier.create(reactor.get("/orders/7")).expectNext("ada").verifyComplete();
    StepVerifier.create(reactor.get("/orders/8")).verifyError(ShopException.class);
  }

  // @end

  // @start region="testobserver"
  @Test
  void discountsWithTestObserver() throws Exception {
    server.answer("/orders/7", "ada");

    rx.get("/orders/7").test().await().assertValue("ada");
    rx.get("/orders/8").test().await().assertError(ShopException.class);
  }

  // @end

  // @start region="plain"
  @Test
  void discountsPlain() throws Exception {
    server.answer("/orders/7", "ada");

    assertThat(blocking.get("/orders/7", Deadline.in(AMPLE))).isEqualTo("ada");
    assertThatThrownBy(() -> blocking.get("/orders/8", Deadline.in(AMPLE)))
        .isInstanceOf(ShopException.class);
  }

  // @end

  // @start region="virtualtime"
  @Test
  void threeAttemptsInVirtualTime() {
    AtomicInteger attempts = new AtomicInteger();

    StepVerifier.withVirtualTime(() ->
            Mono.fromCallable(() -> thirdTimeLucky(attempts))
                .retryWhen(Retry.fixedDelay(5, Duration.ofMinutes(1))))
        .thenAwait(Duration.ofMinutes(2))
        .expectNext("done")
        .verifyComplete();
  }

  // @end

  // @start region="pause"
  interface Pause {
    void of(Duration duration) throws InterruptedException;
  }

  static <T> T retried(Callable<T> attempt, Pause pause) throws Exception {
    for (int left = 5; ; left--) {
      try {
        return attempt.call();
      } catch (IOException e) {
        if (left == 0) {
          throw e;
        }
        pause.of(Duration.ofMinutes(1)); // in production: Thread::sleep
      }
    }
  }

  @Test
  void threeAttemptsWithNoTimeAtAll() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    List<Duration> pauses = new ArrayList<>();

    String result = retried(() -> thirdTimeLucky(attempts), pauses::add);

    assertThat(result).isEqualTo("done");
    assertThat(pauses).containsExactly(Duration.ofMinutes(1), Duration.ofMinutes(1));
  }

  // @end

  // @start region="state"
  @Test
  void aSenderWaitsWhileTheBufferIsFull() throws Exception {
    Channel<Integer> channel = Channel.buffered(2);
    try (Scope scope = Scope.open()) {
      scope.feed(
          channel.sender(),
          out -> {
            for (int i = 0; i < 5; i++) {
              out.send(i);
            }
          });
      await().until(() -> channel.counts().buffered() == 2); // not: sleep for a while

      assertThat(channel.receiver().stream()).containsExactly(0, 1, 2, 3, 4);
    }
  }

  // @end

  private static String thirdTimeLucky(AtomicInteger attempts) throws IOException {
    if (attempts.incrementAndGet() < 3) {
      throw new IOException("attempt " + attempts);
    }
    return "done";
  }
}
