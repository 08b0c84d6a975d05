package dev.towpath.samples.crossing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.towpath.channel.Channel;
import dev.towpath.channel.ChannelClosedException;
import dev.towpath.channel.Producer;
import dev.towpath.channel.Receiver;
import dev.towpath.channel.TryReceive;
import dev.towpath.samples.Leftovers;
import dev.towpath.scope.Scope;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every style must do, by itself. */
@Timeout(20)
class StyleTest {
  private static final int FILES = 30;
  private static final int STEP = 3_000; // the last ones are several buffers
  private static final int STUCK = 12;

  private final Gauge gauge = new Gauge();
  private final Channel<Document> documents = Channel.rendezvous();

  static List<Style> styles() {
    return Style.all();
  }

  @ParameterizedTest
  @MethodSource("styles")
  void isAheadOfTheLoopByItsDemandAndNoFurther(Style style) throws Exception {
    TestArchive archive = TestArchive.of(FILES, 50_000);

    try (FileServer server = FileServer.start(archive);
        Scope scope = Scope.open()) {
      scope.fork(() -> fetch(style, server.uri(), 1));
      Receiver<Document> taken = documents.receiver();
      for (int i = 0; i < FILES / 2; i++) {
        awaitOneOutstanding(); // the loop waits for us with another one in its hands
        taken.receive();
      }
    }

    assertThat(gauge.greatest()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("styles")
  void bringsEveryFileAsItIsInTheOrderOfTheList(Style style) throws Exception {
    TestArchive archive = TestArchive.of(FILES, STEP);
    List<Document> brought = new ArrayList<>();

    try (FileServer server = FileServer.start(archive);
        Scope scope = Scope.open()) {
      scope.fork(
          () -> Job.feed(documents.sender(), out -> style.fetch(server.uri(), 8, gauge, out)));
      documents.receiver().forEach(brought::add);
    }

    assertThat(brought).extracting(Document::name).isEqualTo(archive.names());
    assertThat(brought)
        .allSatisfy(each -> assertThat(each.bytes()).isEqualTo(archive.bytes(each.name())));
    Leftovers.awaitNoThreads(0);
  }

  @ParameterizedTest
  @MethodSource("styles")
  void bringsNothingFromAnEmptyArchive(Style style) throws Exception {
    try (FileServer server = FileServer.start(TestArchive.of(0, STEP))) {
      FutureTask<Boolean> fetching = start(() -> fetch(style, server.uri(), 8));

      assertThat(fetching.get()).isTrue();
    }

    assertThat(documents.counts().sent()).isZero();
  }

  @ParameterizedTest
  @MethodSource("styles")
  void leavingInTheMiddleStopsTheClientAndTheServersReading(Style style) throws Exception {
    TestArchive archive = TestArchive.of(FILES, 1_000_000);
    try (FileServer server = FileServer.start(archive)) {
      FutureTask<Boolean> fetching = start(() -> fetch(style, server.uri(), 8));
      for (int i = 0; i < 3; i++) {
        documents.receiver().receive();
      }

      documents.receiver().close();

      assertThat(failureOf(fetching)).isInstanceOf(ChannelClosedException.class);
      Leftovers.awaitNoThreads(1);
      soon().until(() -> archive.beingRead() == 0);
      assertThat(archive.opened()).isLessThan(FILES);
    }
  }

  @ParameterizedTest
  @MethodSource("styles")
  void anInterruptWhileTheServerIsSilentStopsBoth(Style style) throws Exception {
    TestArchive archive = TestArchive.stuckAt(STUCK, FILES, STEP);
    try (FileServer server = FileServer.start(archive)) {
      FutureTask<Boolean> fetching = new FutureTask<>(() -> fetch(style, server.uri(), 4));
      Thread loop = Thread.ofVirtual().start(fetching);
      List<String> brought = readOn();
      archive.awaitStuck();
      soon().until(() -> !brought.isEmpty());

      loop.interrupt();

      assertThat(failureOf(fetching)).isInstanceOf(InterruptedException.class);
      assertThat(brought).isEqualTo(archive.names().subList(0, brought.size()));
      Leftovers.awaitNoThreads(1);
      soon().until(() -> archive.beingRead() == 0);
    }
  }

  @ParameterizedTest
  @MethodSource("styles")
  void aServerThatDiesInTheMiddleIsAnIoFailureAfterTheWholeFiles(Style style) throws Exception {
    TestArchive archive = TestArchive.stuckAt(STUCK, FILES, STEP);
    FileServer server = FileServer.start(archive);
    FutureTask<Boolean> fetching = start(() -> fetch(style, server.uri(), 4));
    List<String> brought = readOn();
    archive.awaitStuck();
    soon().until(() -> !brought.isEmpty());

    server.close();

    assertThat(failureOf(fetching)).isInstanceOf(IOException.class);
    assertThat(brought).hasSizeLessThanOrEqualTo(STUCK);
    assertThat(brought).isEqualTo(archive.names().subList(0, brought.size()));
    Leftovers.awaitNoThreads(0);
    soon().until(() -> archive.beingRead() == 0);
  }

  @ParameterizedTest
  @MethodSource("styles")
  void aServerThatIsNotThereIsAnIoFailure(Style style) throws Exception {
    URI gone;
    try (FileServer server = FileServer.start(TestArchive.of(1, STEP))) {
      gone = server.uri();
    }

    FutureTask<Boolean> fetching = start(() -> fetch(style, gone, 4));

    assertThat(failureOf(fetching)).isInstanceOf(IOException.class);
    Leftovers.awaitNoThreads(0);
  }

  @ParameterizedTest
  @MethodSource("styles")
  void whoGivesUpAfterATimeLimitLeavesNoConnectionOpen(Style style) throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      FutureTask<Socket> accepted = start(silent::accept);
      URI server =
          URI.create(
              "http://" + silent.getInetAddress().getHostAddress() + ":" + silent.getLocalPort());
      try (Scope scope = Scope.open()) {
        scope.fork(() -> fetch(style, server, 4));
        accepted.get();

        TryReceive<Document> first = documents.receiver().receive(Duration.ofMillis(20));

        assertThat(first).isInstanceOf(TryReceive.Empty.class);
      } // interrupts the loop and waits for it

      readUntilClosed(accepted.get());
      Leftovers.awaitNoThreads(0);
    }
  }

  @ParameterizedTest
  @MethodSource("styles")
  void deliversEveryRowInOrder(Style style) {
    List<Row> rows = IntStream.range(0, 200).mapToObj(StyleTest::row).toList();
    List<Row> delivered = new ArrayList<>();

    deliver(style, out -> sendAll(rows, out::send), delivered::add).join();

    assertThat(delivered).isEqualTo(rows);
    Leftovers.awaitNoThreads(0);
  }

  @ParameterizedTest
  @MethodSource("styles")
  void deliversTheEndOfNothing(Style style) {
    List<Row> delivered = new ArrayList<>();

    deliver(style, out -> {}, delivered::add).join();

    assertThat(delivered).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("styles")
  void deliversAFailureAsItselfAfterTheRows(Style style) {
    IOException failure = new IOException("the disk is full");
    List<Row> delivered = new ArrayList<>();
    Producer<Row> producer =
        out -> {
          out.send(row(1));
          out.send(row(2));
          throw failure;
        };

    CompletableFuture<Void> end = deliver(style, producer, delivered::add);

    assertThat(Outcome.unwrapped(catchThrowable(end::join))).isSameAs(failure);
    assertThat(delivered).containsExactly(row(1), row(2));
    Leftovers.awaitNoThreads(0);
  }

  @ParameterizedTest
  @MethodSource("styles")
  void aSubscriberThatThrowsStopsTheProducerAndIsReported(Style style) throws Exception {
    IllegalStateException failure = new IllegalStateException("delivered twice");
    CountDownLatch stopped = new CountDownLatch(1);
    Producer<Row> endless =
        out -> {
          try {
            for (int i = 0; ; i++) {
              out.send(row(i));
            }
          } finally {
            stopped.countDown();
          }
        };

    CompletableFuture<Void> end =
        deliver(
            style,
            endless,
            row -> {
              throw failure;
            });

    assertThat(Outcome.unwrapped(catchThrowable(end::join))).isSameAs(failure);
    stopped.await();
    Leftovers.awaitNoThreads(0);
  }

  private boolean fetch(Style style, URI server, int demand) throws Exception {
    style.fetch(server, demand, gauge, documents.sender());
    return true;
  }

  /** Takes what comes, as fast as it comes. */
  private List<String> readOn() {
    List<String> names = new CopyOnWriteArrayList<>();
    start(() -> {
      documents.receiver().forEach(each -> names.add(each.name()));
      return true;
    });
    return names;
  }

  private static CompletableFuture<Void> deliver(
      Style style, Producer<Row> producer, Consumer<Row> subscriber) {
    return style.deliver(producer, subscriber).toCompletableFuture();
  }

  private static <T> FutureTask<T> start(Callable<T> body) {
    FutureTask<T> task = new FutureTask<>(body);
    Thread.ofVirtual().start(task);
    return task;
  }

  private static Throwable failureOf(FutureTask<?> task) {
    return Outcome.unwrapped(catchThrowable(task::get));
  }

  private static ConditionFactory soon() {
    return await().pollInSameThread().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1));
  }

  private void awaitOneOutstanding() {
    soon().until(() -> gauge.outstanding() >= 1);
  }

  private static void readUntilClosed(Socket socket) throws IOException {
    try (socket) {
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (SocketException e) {
      // a reset says the same
    }
  }

  private static Row row(int number) {
    return new Row("row " + number, number, "0");
  }

  private interface Send {
    void send(Row row) throws InterruptedException;
  }

  private static void sendAll(List<Row> rows, Send out) throws InterruptedException {
    for (Row row : rows) {
      out.send(row);
    }
  }
}
