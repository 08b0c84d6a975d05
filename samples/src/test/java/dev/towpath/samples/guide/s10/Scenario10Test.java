package dev.towpath.samples.guide.s10;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.towpath.samples.guide.Scenario;
import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.Bell;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class Scenario10Test extends Scenario {
  private final Bell bell = new Bell();

  private Style<Integer, List<String>> style(Kind kind) {
    return switch (kind) {
      case FUTURE -> new FutureStyle(bell);
      case REACTOR -> new ReactorStyle(bell);
      case RX -> new RxStyle(bell);
      case VERTX -> new VertxStyle(bell);
      default -> new ChannelStyle(bell);
    };
  }

  // @start region="tests"
  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"CALLBACK", "PLAIN"})
  void theFirstVisitorsInTheirOrderAndNobodyListensAfterThem(Kind kind) throws Exception {
    CompletableFuture<List<String>> running = style(kind).start(3, AMPLE);
    awaitListeners(1);

    List.of("ada", "bob", "cy", "dora").forEach(bell::ring);

    assertThat(result(running)).containsExactly("ada", "bob", "cy");
    awaitListeners(0);
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"CALLBACK", "PLAIN"})
  void aShopThatClosesEarlyGivesWhoWasThere(Kind kind) throws Exception {
    CompletableFuture<List<String>> running = style(kind).start(3, AMPLE);
    awaitListeners(1);

    bell.ring("ada");
    bell.close();

    assertThat(result(running)).containsExactly("ada");
    awaitListeners(0);
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"CALLBACK", "PLAIN"})
  void aBrokenBellIsTheFailure(Kind kind) {
    CompletableFuture<List<String>> running = style(kind).start(3, AMPLE);
    awaitListeners(1);

    bell.fail(new IllegalStateException("no current"));

    assertThat(failure(running)).isInstanceOf(IllegalStateException.class).hasMessage("no current");
    awaitListeners(0);
  }

  // @end

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"CALLBACK", "PLAIN"})
  void noVisitorAtAllIsAnEmptyList(Kind kind) throws Exception {
    CompletableFuture<List<String>> running = style(kind).start(3, AMPLE);
    awaitListeners(1);

    bell.close();

    assertThat(result(running)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"CALLBACK", "PLAIN"})
  void nobodyListensAfterATimeout(Kind kind) {
    assertThat(failure(style(kind).start(3, SHORT))).isInstanceOf(TimeoutException.class);

    awaitListeners(0);
  }

  // @start region="left"
  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"CALLBACK", "PLAIN"})
  void afterACancelSomebodyStillListensOrNot(Kind kind) {
    CompletableFuture<List<String>> running = style(kind).start(3, AMPLE);
    awaitListeners(1);

    running.cancel(true);

    awaitListeners(kind == Kind.FUTURE || kind == Kind.VERTX ? 1 : 0);
  }

  // @end

  private void awaitListeners(int listeners) {
    await().pollInterval(Duration.ofMillis(2)).until(() -> bell.listeners() == listeners);
  }
}
