package dev.towpath.samples.go;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.channel.Channel;
import dev.towpath.channel.TryReceive;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RateLimitTest {
  // @start region="test"
  @Test
  void onlyABurstIsServedWithoutTheClock() throws Exception {
    Channel<Long> bucket = RateLimit.bucket(3);
    for (long i = 0; i < 100; i++) {
      bucket.sender().trySend(i); // a long pause
    }

    assertThat(RateLimit.served(List.of("a", "b", "c"), bucket.receiver())).hasSize(3);
    assertThat(bucket.receiver().tryReceive()).isInstanceOf(TryReceive.Empty.class);
  }

  @Test
  void theClockServesTheRest() throws Exception {
    Channel<Long> bucket = RateLimit.bucket(1);
    try (ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor()) {
      RateLimit.fillEvery(Duration.ofMillis(1), timer, bucket);

      List<String> served = RateLimit.served(List.of("a", "b", "c", "d"), bucket.receiver());

      assertThat(served).containsExactly("a", "b", "c", "d");
      timer.shutdownNow();
    }
  }
  // @end
}
