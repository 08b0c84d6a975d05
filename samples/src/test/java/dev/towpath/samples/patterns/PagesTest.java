package dev.towpath.samples.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PagesTest {
  @Test
  void allThatCanBeFetchedIsAFewAtATime() throws Exception {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<String> urls = IntStream.range(0, 100).mapToObj(i -> "page " + i).toList();

    var pages =
        Pages.fetchAll(
            urls,
            4,
            url -> {
              most.accumulateAndGet(running.incrementAndGet(), Math::max);
              running.decrementAndGet();
              if (url.endsWith("7")) {
                throw new IOException("gone");
              }
              return url.toUpperCase(java.util.Locale.ROOT);
            });

    assertThat(pages).hasSize(90).containsEntry("page 1", "PAGE 1").doesNotContainKey("page 7");
    assertThat(most.get()).isBetween(1, 4);
  }

  @Test
  void theFirstMirrorToAnswerIsEnough() throws Exception {
    CountDownLatch never = new CountDownLatch(1);

    String page =
        Pages.fetchFromAny(
            List.of("slow", "broken", "quick"),
            mirror -> {
              switch (mirror) {
                case "slow" -> never.await();
                case "broken" -> throw new IOException("gone");
                default -> {}
              }
              return mirror;
            });

    assertThat(page).isEqualTo("quick");
  }
}
