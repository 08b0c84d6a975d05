package dev.towpath.samples.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.towpath.scope.BoundedExecutor;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
public class PriceServerTest {
  private static final String DATABASE = "jdbc:h2:mem:prices;DB_CLOSE_DELAY=-1";
  private static final int REQUESTS = 200;

  /** What the database sees: how many are in it at once. Each waits until all may go on. */
  private static final AtomicInteger IN_QUERY = new AtomicInteger();

  private static final AtomicInteger MOST_IN_QUERY = new AtomicInteger();
  private static volatile CountDownLatch release;

  private final HttpClient client = HttpClient.newHttpClient();

  /** Called by the database, which is why this is public, for each row that is looked up. */
  public static int priced(int price) throws InterruptedException {
    int now = IN_QUERY.incrementAndGet();
    try {
      MOST_IN_QUERY.accumulateAndGet(now, Math::max);
      release.await();
      return price;
    } finally {
      IN_QUERY.decrementAndGet();
    }
  }

  @BeforeEach
  void fill() throws SQLException {
    MOST_IN_QUERY.set(0);
    release = new CountDownLatch(1);
    try (Connection connection = DriverManager.getConnection(DATABASE);
        Statement statement = connection.createStatement()) {
      statement.execute("create alias priced for '" + getClass().getName() + ".priced'");
      statement.execute("create table stock (name varchar primary key, price int)");
      statement.execute("insert into stock values ('tea', 3), ('coffee', 5)");
      statement.execute("create view product as select name, priced(price) price from stock");
    }
  }

  @AfterEach
  void drop() throws SQLException {
    release.countDown();
    client.close();
    try (Connection connection = DriverManager.getConnection(DATABASE);
        Statement statement = connection.createStatement()) {
      statement.execute("drop all objects");
    }
  }

  @Test
  void theSameProgramAnswersTheSameBeforeAndAfter() throws Exception {
    release.countDown();
    try (PriceServer before = PriceServer.onThreads(DATABASE);
        PriceServer after = PriceServer.onVirtualThreads(DATABASE)) {
      for (PriceServer server : List.of(before, after)) {
        assertThat(ask(server, "tea").join().body()).isEqualTo("3");
        assertThat(ask(server, "coffee").join().body()).isEqualTo("5");
        assertThat(ask(server, "milk").join().statusCode()).isEqualTo(404);
      }
    }
  }

  @Test
  void noMoreQueriesAtOnceThanThereWereThreadsAndNoRequestIsLost() throws Exception {
    BoundedExecutor workers = BoundedExecutor.builder(8, 64).name("prices").build();
    try (PriceServer server = PriceServer.on(workers, DATABASE)) {
      List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
      for (int i = 0; i < REQUESTS; i++) {
        answers.add(ask(server, "tea"));
      }
      await().until(() -> IN_QUERY.get() == 8 && workers.counts().waiting() == 64);
      await().until(() -> workers.counts().submitting() == 1); // the server reads no more

      release.countDown();

      for (CompletableFuture<HttpResponse<String>> answer : answers) {
        assertThat(answer.join().body()).isEqualTo("3");
      }
    }
    assertThat(MOST_IN_QUERY).hasValue(8);
    assertThat(workers.counts().rejected()).isZero();
  }

  @Test
  void aHandlerThatHangsIsNamedWhenTheServerStops() throws Exception {
    BoundedExecutor workers = BoundedExecutor.builder(8, 64).name("prices").build();
    CountDownLatch hangs = new CountDownLatch(1);
    PriceServer server = PriceServer.on(workers, DATABASE);
    workers.execute(() -> hang(hangs));
    hangs.await();

    List<Thread> stragglers;
    try {
      stragglers = workers.close(Duration.ofMillis(1), Duration.ofMillis(1));
    } finally {
      release.countDown();
    }

    assertThat(stragglers).extracting(Thread::getName).containsExactly("prices-1");
    assertThat(PriceServer.stop(server, workers)).isEmpty();
  }

  private static void hang(CountDownLatch hangs) {
    hangs.countDown();
    while (release.getCount() > 0) {
      try {
        release.await();
      } catch (InterruptedException e) {
        // legacy code that ignores interrupts
      }
    }
  }

  private CompletableFuture<HttpResponse<String>> ask(PriceServer server, String name)
      throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(server.address().resolve("/price/" + name)).build();
    return client.sendAsync(request, BodyHandlers.ofString());
  }
}
