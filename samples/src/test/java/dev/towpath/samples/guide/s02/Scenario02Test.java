package dev.towpath.samples.guide.s02;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.towpath.samples.guide.Scenario;
import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.Customers;
import dev.towpath.samples.guide.shop.ReactiveCustomers;
import dev.towpath.samples.guide.shop.ShopDatabase;
import io.r2dbc.spi.R2dbcException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class Scenario02Test extends Scenario {
  /** Whose query goes on in the database although nobody waits for it. */
  private static final Set<Kind> LEFT_BY_TIMEOUT = EnumSet.of(Kind.FUTURE, Kind.VERTX);

  private static final Set<Kind> LEFT_BY_CANCEL =
      EnumSet.of(Kind.CALLBACK, Kind.FUTURE, Kind.VERTX);

  private final ShopDatabase database;
  private final Customers customers;
  private final ReactiveCustomers reactive;
  private final ExecutorService pool = Executors.newFixedThreadPool(4);

  Scenario02Test() throws SQLException {
    database = ShopDatabase.start();
    customers = new Customers(database);
    reactive = new ReactiveCustomers(database);
  }

  @AfterEach
  void stop() throws SQLException {
    database.hurry();
    if (database.isOpen()) {
      awaitQueries(0);
    }
    pool.close();
    database.close();
  }

  private Style<Integer, String> style(Kind kind) {
    return switch (kind) {
      case CALLBACK -> new CallbackStyle(customers, pool);
      case FUTURE -> new FutureStyle(customers, pool);
      case REACTOR -> new ReactorStyle(reactive);
      case RX -> new RxStyle(reactive);
      case VERTX -> new VertxStyle(customers, vertx.vertx());
      default -> new PlainStyle(customers);
    };
  }

  // @start region="tests"
  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "CHANNEL")
  void aNicknameIsShownInCapitals(Kind kind) throws Exception {
    database.customer(7, "ada");

    assertThat(result(style(kind).start(7, AMPLE))).isEqualTo("ADA");
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "CHANNEL")
  void whoeverHasNoNicknameIsAGuest(Kind kind) throws Exception {
    database.customer(7, null);

    assertThat(result(style(kind).start(7, AMPLE))).isEqualTo("guest");
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "CHANNEL")
  void whoeverIsNotThereIsAGuest(Kind kind) throws Exception {
    assertThat(result(style(kind).start(8, AMPLE))).isEqualTo("guest");
  }

  // @end

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "CHANNEL")
  void aFailureOfTheDatabaseArrives(Kind kind) throws Exception {
    database.close();

    Throwable failure = failure(style(kind).start(7, AMPLE));

    assertThat(failure).isInstanceOfAny(SQLException.class, R2dbcException.class);
  }

  // @start region="left"
  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "CHANNEL")
  void aTimeoutStopsTheQueryOrNot(Kind kind) throws Exception {
    database.customer(7, "ada").slow();
    CompletableFuture<String> running = style(kind).start(7, kind == Kind.PLAIN ? SECOND : SHORT);

    Throwable failure = failure(running);

    assertThat(failure).isInstanceOf(TimeoutException.class);
    if (LEFT_BY_TIMEOUT.contains(kind)) {
      awaitQueries(1);
    } else {
      awaitQueries(0);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "CHANNEL")
  void aCancelStopsTheQueryOrNot(Kind kind) throws Exception {
    database.customer(7, "ada").slow();
    CompletableFuture<String> running = style(kind).start(7, AMPLE);
    awaitQueries(1);

    running.cancel(true);

    if (LEFT_BY_CANCEL.contains(kind)) {
      awaitQueries(1);
    } else {
      awaitQueries(0);
    }
  }

  // @end

  private void awaitQueries(int queries) {
    await().pollInterval(Duration.ofMillis(5)).until(() -> database.running() == queries);
  }
}
