package dev.towpath.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** What must not be there any more: threads of the HTTP clients and of the server. */
public final class Leftovers {
  private static final Pattern CLIENTS =
      Pattern.compile("HttpClient-\\d+-(SelectorManager|Worker.*)|httpclient-.*");
  private static final Pattern EVENT_LOOPS = Pattern.compile("vert\\.x-.*|vertx-.*");

  private Leftovers() {}

  /** Waits until the threads of all clients, and of all Vert.x instances but some, have ended. */
  public static void awaitNoThreads(int vertxLeft) {
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .untilAsserted(() -> {
          assertThat(threads(CLIENTS)).isEmpty();
          assertThat(threads(EVENT_LOOPS).stream().filter(name -> name.contains("checker")))
              .hasSize(vertxLeft);
          if (vertxLeft == 0) {
            assertThat(threads(EVENT_LOOPS)).isEmpty();
          }
        });
  }

  private static List<String> threads(Pattern names) {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> names.matcher(name).matches())
        .toList();
  }
}
