package dev.towpath.samples.guide.s01;

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

class Scenario01Test extends Scenario {
  /** Who goes on asking for B after the task was cancelled, and after its time was over. */
  private static final Set<Kind> LEFT_BY_CANCEL =
      EnumSet.of(Kind.CALLBACK, Kind.FUTURE, Kind.VERTX);

  private static final Set<Kind> LEFT_BY_TIMEOUT = EnumSet.of(Kind.FUTURE, Kind.VERTX);

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
  void bIsAskedWithWhatAAnswered(Kind kind) throws Exception {
    server.answer("/orders/7", "ada").answer("/discounts/ada", "15");

    String discount = result(style(kind).start("7", AMPLE));

    assertThat(discount).isEqualTo("15");
    assertThat(server.asked()).containsExactly("/orders/7", "/discounts/ada");
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "CHANNEL")
  void bIsNotAskedWhenAFails(Kind kind) {
    server.fail("/orders/7", 503);

    Throwable failure = failure(style(kind).start("7", AMPLE));

    assertThat(failure).isInstanceOf(ShopException.class).hasMessage("status 503: /orders/7");
    assertThat(server.asked()).containsExactly("/orders/7");
  }

  // @end

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "CHANNEL")
  void anEmptyAnswerIsAnAnswer(Kind kind) throws Exception {
    server.answer("/orders/7", "ada").answer("/discounts/ada", "");

    assertThat(result(style(kind).start("7", AMPLE))).isEmpty();
  }

  // @start region="left"
  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "CHANNEL")
  void aCancelReachesTheRequestThatRunsOrNot(Kind kind) {
    server.answer("/orders/7", "ada").answer("/discounts/ada", "15").hold("/discounts/ada");
    CompletableFuture<String> running = style(kind).start("7", AMPLE);
    awaitAsked("/discounts/ada");

    running.cancel(true);

    assertLeftRunning("/discounts/ada", LEFT_BY_CANCEL.contains(kind));
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "CHANNEL")
  void aTimeoutEndsTheRequestThatRunsOrNot(Kind kind) {
    server.hold("/orders/7");

    Throwable failure = failure(style(kind).start("7", SHORT));

    assertThat(failure).isInstanceOf(TimeoutException.class);
    assertLeftRunning("/orders/7", LEFT_BY_TIMEOUT.contains(kind));
  }
  // @end
}
