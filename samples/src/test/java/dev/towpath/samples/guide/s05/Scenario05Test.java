package dev.towpath.samples.guide.s05;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.towpath.samples.guide.Scenario;
import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.Customers;
import dev.towpath.samples.guide.shop.ShopDatabase;
import io.reactivex.rxjava3.plugins.RxJavaPlugins;
import io.vertx.core.WorkerExecutor;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class Scenario05Test extends Scenario {
  /** Whose query keeps a thread of the pool although nobody waits for it. */
  private static final Set<Kind> KEEPS_ITS_PLACE =
      EnumSet.of(Kind.CALLBACK, Kind.FUTURE, Kind.VERTX);

  private final List<Throwable> interrupted = new CopyOnWriteArrayList<>();
  private ReactorStyle reactorStyle;

  private final ShopDatabase database;
  private final Customers customers;
  private final ExecutorService pool = Executors.newFixedThreadPool(4);

  Scenario05Test() throws SQLException {
    RxJavaPlugins.setErrorHandler(interrupted::add);
    database = ShopDatabase.start();
    customers = new Customers(database);
  }

  @AfterEach
  void stop() throws SQLException {
    RxJavaPlugins.setErrorHandler(null);
    database.hurry();
    if (database.isOpen()) {
      awaitQueries(0);
    }
    pool.close();
    if (reactorStyle != null) {
      reactorStyle.close();
    }
    database.close();
  }

  private Style<Integer, String> style(Kind kind) {
    return switch (kind) {
      case CALLBACK -> new CallbackStyle(customers, pool);
      case FUTURE -> new FutureStyle(customers, pool);
      case REACTOR -> reactorStyle = new ReactorStyle(customers);
      case RX -> new RxStyle(customers, pool);
      case VERTX -> {
        WorkerExecutor workers = vertx.vertx().createSharedWorkerExecutor("customers", 4);
        yield new VertxStyle(customers, workers);
      }
      default -> new PlainStyle(customers, new Semaphore(4));
    };
  }

  // @start region="tests"
  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "CHANNEL")
  void noMoreQueriesRunAtOnceThanTheLimitSays(Kind kind) throws Exception {
    database.customer(7, "ada").slow();
    Style<Integer, String> style = style(kind);

    List<CompletableFuture<String>> twenty = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      twenty.add(style.start(7, AMPLE));
    }
    awaitQueries(4);
    database.hurry();

    for (CompletableFuture<String> each : twenty) {
      assertThat(result(each)).isEqualTo("ada");
      assertThat(database.running()).isLessThanOrEqualTo(4);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "CHANNEL")
  void nobodyThereIsNull(Kind kind) throws Exception {
    assertThat(result(style(kind).start(8, AMPLE))).isNull();
  }

  // @end

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "CHANNEL")
  void aFailureOfTheDatabaseArrives(Kind kind) throws Exception {
    Style<Integer, String> style = style(kind);
    database.close();

    assertThat(failure(style.start(7, AMPLE))).isInstanceOf(SQLException.class);
  }

  // @start region="left"
  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "CHANNEL")
  void aTimeoutGivesThePlaceBackOrNot(Kind kind) throws Exception {
    database.customer(7, "ada").slow();
    CompletableFuture<String> running = style(kind).start(7, kind == Kind.PLAIN ? SECOND : SHORT);

    Throwable failure = failure(running);

    assertThat(failure).isInstanceOf(TimeoutException.class);
    assertQueryLeft(KEEPS_ITS_PLACE.contains(kind));
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "CHANNEL")
  void aCancelGivesThePlaceBackOrNot(Kind kind) throws Exception {
    database.customer(7, "ada").slow();
    CompletableFuture<String> running = style(kind).start(7, AMPLE);
    awaitQueries(1);

    running.cancel(true);

    assertQueryLeft(KEEPS_ITS_PLACE.contains(kind));
    if (kind == Kind.RX) { // the query that was interrupted has nobody else to tell
      await().untilAsserted(() -> assertThat(interrupted).hasSize(1));
    }
  }

  // @end

  private void assertQueryLeft(boolean left) {
    if (left) {
      awaitQueries(1);
    } else {
      awaitQueries(0);
    }
  }

  private void awaitQueries(int queries) {
    await().pollInterval(Duration.ofMillis(5)).until(() -> database.running() == queries);
  }
}
