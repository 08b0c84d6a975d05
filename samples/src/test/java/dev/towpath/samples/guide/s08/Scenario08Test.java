package dev.towpath.samples.guide.s08;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.samples.guide.Scenario;
import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.ShopException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class Scenario08Test extends Scenario {
  private static final Set<Kind> GOES_ON = EnumSet.of(Kind.CALLBACK, Kind.FUTURE, Kind.VERTX);
  private static final Set<Kind> LEFT_BY_FAILURE = EnumSet.of(Kind.CALLBACK, Kind.VERTX);
  private static final Set<Kind> WAITS_FOR_THE_OTHERS = EnumSet.of(Kind.FUTURE);

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

  private static final List<String> TWELVE =
      IntStream.range(0, 12).mapToObj(i -> "item" + i).toList();

  // @start region="tests"
  @ParameterizedTest
  @EnumSource
  void fourAtATimeAndTheResultsInOrder(Kind kind) throws Exception {
    for (int i = 0; i < 12; i++) {
      server.answer("/prices/item" + i, "" + i);
    }
    server.hold("/prices/item0").hold("/prices/item1").hold("/prices/item2").hold("/prices/item3");

    CompletableFuture<List<String>> running = style(kind).start(TWELVE, AMPLE);
    awaitRunning(4); // and item4 is not asked for, although nobody holds it back
    assertThat(server.asked()).hasSize(4);
    for (int i = 3; i >= 0; i--) {
      server.release("/prices/item" + i);
    }

    assertThat(result(running)).isEqualTo(IntStream.range(0, 12).mapToObj(i -> "" + i).toList());
    assertThat(server.mostRunning()).isLessThanOrEqualTo(4);
  }

  // @end

  // @start region="left"
  @ParameterizedTest
  @EnumSource
  void afterAFailureTheOthersGoOnOrNot(Kind kind) {
    for (int i = 0; i < 12; i++) {
      server.answer("/prices/item" + i, "" + i);
    }
    server.fail("/prices/item0", 503);
    server.hold("/prices/item0").hold("/prices/item1").hold("/prices/item2").hold("/prices/item3");
    CompletableFuture<List<String>> running = style(kind).start(TWELVE, AMPLE);
    awaitRunning(4);

    server.release("/prices/item0");

    if (WAITS_FOR_THE_OTHERS.contains(kind)) {
      awaitRunning(3);
      assertThat(running).isNotDone(); // allOf tells of a failure when all have ended
      server.release("/prices/item1");
      server.release("/prices/item2");
      server.release("/prices/item3");
    }
    assertThat(failure(running)).isInstanceOf(ShopException.class);
    awaitRunning(LEFT_BY_FAILURE.contains(kind) ? 3 : 0);
  }

  // @end

  @ParameterizedTest
  @EnumSource
  void ofNothingThereIsNothing(Kind kind) throws Exception {
    assertThat(result(style(kind).start(List.of(), AMPLE))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aTimeoutIsATimeout(Kind kind) {
    server.hold("/prices/item0");

    Throwable failure = failure(style(kind).start(List.of("item0"), SHORT));

    assertThat(failure).isInstanceOf(TimeoutException.class);
    assertLeftRunning("/prices/item0", kind == Kind.FUTURE || kind == Kind.VERTX);
  }

  @ParameterizedTest
  @EnumSource
  void aCancelReachesAllFourOrNone(Kind kind) {
    for (int i = 0; i < 4; i++) {
      server.hold("/prices/item" + i);
    }
    CompletableFuture<List<String>> running = style(kind).start(TWELVE, AMPLE);
    awaitRunning(4);

    running.cancel(true);

    if (GOES_ON.contains(kind)) {
      assertThat(server.running()).isEqualTo(4);
    } else {
      awaitRunning(0);
    }
  }
}
