package dev.towpath.samples.guide.s03;

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

class Scenario03Test extends Scenario {
  private static final Set<Kind> GOES_ON = EnumSet.of(Kind.CALLBACK, Kind.FUTURE, Kind.VERTX);

  private Style<String, Void> style(Kind kind) {
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
  void eachStepBeginsWhenTheOneBeforeHasEnded(Kind kind) throws Exception {
    server.answer("/reserve/7", "r").answer("/pay/7", "p").answer("/tell/7", "t");

    Void nothing = result(style(kind).start("7", AMPLE));

    assertThat(nothing).isNull();
    assertThat(server.asked()).containsExactly("/reserve/7", "/pay/7", "/tell/7");
    assertThat(server.mostRunning()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "CHANNEL")
  void nobodyIsToldOfAPaymentThatFailed(Kind kind) {
    server.answer("/reserve/7", "r").fail("/pay/7", 503).answer("/tell/7", "t");

    Throwable failure = failure(style(kind).start("7", AMPLE));

    assertThat(failure).isInstanceOf(ShopException.class).hasMessage("status 503: /pay/7");
    assertThat(server.asked()).containsExactly("/reserve/7", "/pay/7");
  }

  // @end

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "CHANNEL")
  void anEmptyAnswerDoesNotSkipWhatFollows(Kind kind) throws Exception {
    server.answer("/reserve/7", "").answer("/pay/7", "").answer("/tell/7", "");

    result(style(kind).start("7", AMPLE));

    assertThat(server.asked()).hasSize(3);
  }

  // @start region="left"
  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "CHANNEL")
  void afterACancelTheStepsThatFollowRunOrNot(Kind kind) {
    server.answer("/reserve/7", "r").answer("/pay/7", "p").answer("/tell/7", "t").hold("/pay/7");
    CompletableFuture<Void> running = style(kind).start("7", AMPLE);
    awaitAsked("/pay/7");

    running.cancel(true);

    if (GOES_ON.contains(kind)) {
      server.release("/pay/7");
      awaitAsked("/tell/7"); // paid and told, although nobody wanted it any more
    } else {
      awaitRunning(0);
      assertThat(server.release("/pay/7")).isZero();
      assertThat(server.asked()).doesNotContain("/tell/7");
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "CHANNEL")
  void aTimeoutIsForAllStepsTogether(Kind kind) {
    server.answer("/reserve/7", "r").answer("/pay/7", "p").hold("/pay/7");
    CompletableFuture<Void> running = style(kind).start("7", SHORT);

    assertThat(failure(running)).isInstanceOf(TimeoutException.class);
    assertThat(server.asked()).doesNotContain("/tell/7");
  }
  // @end

}
