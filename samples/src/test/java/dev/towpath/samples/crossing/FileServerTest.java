package dev.towpath.samples.crossing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.towpath.samples.Leftovers;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Server and client together. */
@Timeout(60)
class FileServerTest {
  /** What the sockets, the server and the stream between them may hold. */
  private static final long AHEAD = 16 << 20;

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

  @Test
  void aNameThatCannotBeDecodedGetsNoAnswerButAnEnd() throws Exception {
    try (Socket other = get(server, "/files/%zz")) {
      assertThat(other.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void aSlowClientSlowsTheReadingOfFilesForItAndNobodyElse() throws Exception {
    TestArchive archive = TestArchive.of(60, 60_000);
    try (FileServer large = FileServer.start(archive);
        Socket slow = get(large, "/all");
        FileClient quick = new FileClient(large.uri())) {
      assertThat(quick.list().join()).hasSize(60);
      InputStream body = slow.getInputStream();
      byte[] some = new byte[20_000];
      long received = 0;
      for (int count = 0; count >= 0 && received < archive.total(); count = body.read(some)) {
        received += count;
        assertThat(archive.read() - received).isLessThan(AHEAD);
      }
      assertThat(archive.read()).isEqualTo(archive.total());
    }
  }

  @Test
  void aClientThatLeavesEndsTheReading() throws Exception {
    TestArchive archive = TestArchive.stuckAt(5, 10, 10_000);
    try (FileServer stuck = FileServer.start(archive)) {
      Socket leaving = get(stuck, "/all");
      archive.awaitStuck();

      leaving.close();

      await().until(() -> archive.beingRead() == 0);
    }
  }

  @Test
  void isGoneOnceClosedAlsoWithAnswersUnderWay() throws Exception {
    stop();
    TestArchive archive = TestArchive.stuckAt(5, 10, 10_000);
    FileServer stuck = FileServer.start(archive);
    try (FileClient waiting = new FileClient(stuck.uri())) {
      var answer = waiting.fetch(archive.names().get(5));
      archive.awaitStuck();

      stuck.close();

      assertThatThrownBy(answer::join).hasCauseInstanceOf(IOException.class);
    }
    await().until(() -> archive.beingRead() == 0);
    Leftovers.awaitNoThreads(0);
  }

  @Test
  void codeThatIsCalledIsInterruptedByTheClose() throws Exception {
    CountDownLatch called = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    Archive silent =
        new EmptyArchive() {
          @Override
          public long size(String name) {
            called.countDown();
            try {
              new CountDownLatch(1).await();
            } catch (InterruptedException e) {
              interrupted.countDown();
            }
            return 0;
          }
        };
    FileServer stuck = FileServer.start(silent);
    try (Socket waiting = get(stuck, "/files/name")) {
      called.await();

      stuck.close();

      interrupted.await();
      assertThat(waiting.getInputStream().read()).isEqualTo(-1);
    }
  }

  private static Socket get(FileServer server, String path) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(64 << 10);
    socket.connect(new InetSocketAddress(server.uri().getHost(), server.uri().getPort()));
    String request = "GET " + path + " HTTP/1.1\r\nHost: here\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(UTF_8));
    return socket;
  }

  private static class EmptyArchive implements Archive {
    @Override
    public List<String> names() {
      return List.of("name");
    }

    @Override
    public long size(String name) {
      return 0;
    }

    @Override
    public InputStream open(String name) {
      return InputStream.nullInputStream();
    }
  }
}
