package dev.towpath.samples.crossing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Server and client together. */
class FileServerTest {
  @TempDir Path folder;
  private FileServer server;
  private FileClient client;

  @BeforeEach
  void start() throws Exception {
    Files.writeString(folder.resolve("two\nlines"), "a");
    Files.writeString(folder.resolve("50% off?"), "b");
    server = FileServer.start(PathArchive.of(folder, 10));
    client = new FileClient(server.uri());
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void listsAndServesFilesOfAnyName() {
    List<String> names = client.list().join();

    assertThat(names).containsExactly("50% off?", "two\nlines");
    assertThat(client.fetch("two\nlines").join().bytes()).asString(UTF_8).isEqualTo("a");
    assertThat(client.fetch("50% off?").join().bytes()).asString(UTF_8).isEqualTo("b");
  }

  @Test
  void servesNothingThatIsNotListed() throws IOException {
    Files.writeString(folder.resolveSibling("outside"), "secret");

    assertThatThrownBy(() -> client.fetch("../outside").join())
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOf(IOException.class)
        .hasMessage("GET /files/..%2Foutside: status 404");
  }
}
