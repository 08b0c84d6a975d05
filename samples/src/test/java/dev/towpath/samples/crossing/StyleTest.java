package dev.towpath.samples.crossing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.towpath.channel.Channel;
import dev.towpath.channel.Receiver;
import dev.towpath.scope.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every style must do, by itself. */
class StyleTest {
  private static final int FILES = 40;
  private static final int SIZE = 50_000; // several buffers

  @TempDir Path folder;

  private final Gauge gauge = new Gauge();
  private final Channel<Document> documents = Channel.rendezvous();

  static List<Style> styles() {
    return Style.all();
  }

  @ParameterizedTest
  @MethodSource("styles")
  void isAheadOfTheLoopByItsDemandAndNoFurther(Style style) throws Exception {
    fill(folder);

    try (PathArchive archive = PathArchive.of(folder, FILES);
        FileServer server = FileServer.start(archive);
        FileClient client = new FileClient(server.uri());
        Scope scope = Scope.open()) {
      scope.fork(() -> fetch(style, client, 1));
      try (Receiver<Document> taken = documents.receiver()) {
        for (int i = 0; i < FILES / 2; i++) {
          awaitOneOutstanding(); // the loop waits for us with another one in its hands
          taken.receive();
        }
      }
    }

    assertThat(gauge.greatest()).isEqualTo(1);
  }

  private boolean fetch(Style style, FileClient client, int demand) throws Exception {
    style.fetch(client, demand, gauge, documents.sender());
    return true;
  }

  private void awaitOneOutstanding() {
    await().pollInterval(Duration.ofMillis(1)).until(() -> gauge.outstanding() >= 1);
  }

  private static void fill(Path folder) throws IOException {
    Random random = new Random(7);
    byte[] bytes = new byte[SIZE];
    for (int i = 0; i < FILES; i++) {
      random.nextBytes(bytes);
      Files.write(folder.resolve("file " + i), bytes);
    }
  }
}
