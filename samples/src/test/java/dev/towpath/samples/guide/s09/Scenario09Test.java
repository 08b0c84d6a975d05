package dev.towpath.samples.guide.s09;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.samples.guide.Scenario;
import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.ShopException;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class Scenario09Test extends Scenario {
  private static final Set<Kind> LEFT_BY_FAILURE = EnumSet.of(Kind.CALLBACK, Kind.VERTX);
  private static final Set<Kind> LEFT_BY_CANCEL =
      EnumSet.of(Kind.CALLBACK, Kind.FUTURE, Kind.VERTX);

  private Style<String, String> style(Kind kind) {
    return switch (kind) {
      case CALLBACK -> new CallbackStyle(callbacks);
      case FUTURE -> new FutureStyle(futures);
      case REACTOR -> new ReactorStyle(reactor);
      case RX -> new RxStyle(rx);
      case VERTX -> new VertxStyle(vertx);
      default -> new PlainStyle(blocking);
    };
  }

  // @start region="tests"
  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "CHANNEL")
  void allThreeAreAskedAtOnce(Kind kind) throws Exception {
    server.answer("/prices/tea", "3").answer("/stock/tea", "12").answer("/rating/tea", "5");
    server.hold("/prices/tea").hold("/stock/tea").hold("/rating/tea");

    CompletableFuture<String> running = style(kind).start("tea", AMPLE);
    awaitRunning(3);
    server.release("/rating/tea");
    server.release("/stock/tea");
    server.release("/prices/tea");

    assertThat(result(running)).isEqualTo("3 12 5");
  }

  // @end

  // @start region="left"
  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "CHANNEL")
  void aFailureStopsTheSiblingsOrNot(Kind kind) {
    server.answer("/prices/tea", "3").fail("/stock/tea", 503).answer("/rating/tea", "5");
    server.hold("/prices/tea").hold("/rating/tea").hold("/stock/tea");
    CompletableFuture<String> running = style(kind).start("tea", AMPLE);
    awaitRunning(3);

    server.release("/stock/tea");

    if (kind == Kind.FUTURE) {
      awaitRunning(2);
      assertThat(running).isNotDone(); // allOf has seen the failure and keeps it to itself
      server.release("/prices/tea");
      server.release("/rating/tea");
    }
    assertThat(failure(running))
        .isInstanceOf(ShopException.class)
        .hasMessageContaining("/stock/tea");
    if (LEFT_BY_FAILURE.contains(kind)) {
      assertThat(server.release("/prices/tea") + server.release("/rating/tea")).isEqualTo(2);
    } else {
      awaitRunning(0);
    }
  }

  // @end

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "CHANNEL")
  void anEmptyAnswerIsAnAnswer(Kind kind) throws Exception {
    server.answer("/prices/tea", "3").answer("/stock/tea", "").answer("/rating/tea", "5");

    assertThat(result(style(kind).start("tea", AMPLE))).isEqualTo("3  5");
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "CHANNEL")
  void aTimeoutStopsWhatIsLateOrNot(Kind kind) {
    server.answer("/prices/tea", "3").answer("/rating/tea", "5").hold("/stock/tea");

    Throwable failure = failure(style(kind).start("tea", SHORT));

    assertThat(failure).isInstanceOf(TimeoutException.class);
    assertLeftRunning("/stock/tea", kind == Kind.FUTURE || kind == Kind.VERTX);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "CHANNEL")
  void aCancelStopsAllThreeOrNone(Kind kind) {
    server.hold("/prices/tea").hold("/stock/tea").hold("/rating/tea");
    CompletableFuture<String> running = style(kind).start("tea", AMPLE);
    awaitRunning(3);

    running.cancel(true);

    if (LEFT_BY_CANCEL.contains(kind)) {
      assertThat(server.running()).isEqualTo(3);
    } else {
      awaitRunning(0);
    }
  }
}
