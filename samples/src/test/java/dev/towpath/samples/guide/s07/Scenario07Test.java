package dev.towpath.samples.guide.s07;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.samples.guide.Scenario;
import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.ShopException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class Scenario07Test extends Scenario {
  private static final Set<Kind> GOES_ON = EnumSet.of(Kind.CALLBACK, Kind.FUTURE, Kind.VERTX);

  private Style<List<String>, List<String>> style(Kind kind) {
    return switch (kind) {
      case CALLBACK -> new CallbackStyle(callbacks);
      case FUTURE -> new FutureStyle(futures);
      case REACTOR -> new ReactorStyle(reactor);
      case RX -> new RxStyle(rx);
      case VERTX -> new VertxStyle(vertx);
      case PLAIN -> new PlainStyle(blocking);
      case CHANNEL -> new ChannelStyle(blocking);
    };
  }

  // @start region="tests"
  @ParameterizedTest
  @EnumSource
  void oneAtATimeAndInTheirOrder(Kind kind) throws Exception {
    server.answer("/prices/tea", "3").answer("/prices/coffee", "5").answer("/prices/milk", "1");

    List<String> prices = result(style(kind).start(List.of("tea", "coffee", "milk"), AMPLE));

    assertThat(prices).containsExactly("3", "5", "1");
    assertThat(server.asked()).containsExactly("/prices/tea", "/prices/coffee", "/prices/milk");
    assertThat(server.mostRunning()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsAskedForAfterAFailure(Kind kind) {
    server.answer("/prices/tea", "3").fail("/prices/coffee", 503).answer("/prices/milk", "1");

    Throwable failure = failure(style(kind).start(List.of("tea", "coffee", "milk"), AMPLE));

    assertThat(failure).isInstanceOf(ShopException.class).hasMessage("status 503: /prices/coffee");
    assertThat(server.asked()).containsExactly("/prices/tea", "/prices/coffee");
  }

  @ParameterizedTest
  @EnumSource
  void ofNothingThereIsNothing(Kind kind) throws Exception {
    assertThat(result(style(kind).start(List.of(), AMPLE))).isEmpty();
  }

  // @end

  // @start region="left"
  @ParameterizedTest
  @EnumSource
  void afterACancelTheLoopGoesOnOrNot(Kind kind) {
    server.answer("/prices/tea", "3").answer("/prices/coffee", "5").answer("/prices/milk", "1");
    server.hold("/prices/coffee");
    CompletableFuture<List<String>> running =
        style(kind).start(List.of("tea", "coffee", "milk", "sugar"), AMPLE);
    awaitAsked("/prices/coffee");

    running.cancel(true);

    if (GOES_ON.contains(kind)) {
      server.release("/prices/coffee");
      awaitAsked("/prices/milk");
    } else {
      awaitRunning(0);
      assertThat(server.asked()).doesNotContain("/prices/milk");
    }
  }

  // @end

  @ParameterizedTest
  @EnumSource
  void theTimeIsForTheWholeList(Kind kind) {
    server.hold("/prices/tea");

    Throwable failure = failure(style(kind).start(List.of("tea", "coffee"), SHORT));

    assertThat(failure).isInstanceOf(TimeoutException.class);
    assertThat(server.asked()).doesNotContain("/prices/coffee");
  }
}
