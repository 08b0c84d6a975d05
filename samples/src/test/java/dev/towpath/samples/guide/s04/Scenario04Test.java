package dev.towpath.samples.guide.s04;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.jdk.FutureBridge;
import dev.towpath.samples.guide.Scenario;
import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.ShopException;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class Scenario04Test extends Scenario {
  private static final Set<Kind> GOES_ON = EnumSet.of(Kind.CALLBACK, Kind.VERTX);

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
  void aPriceIsPassedOn(Kind kind) throws Exception {
    server.answer("/prices/tea", "3");

    assertThat(result(style(kind).start("tea", AMPLE))).isEqualTo("3");
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "CHANNEL")
  void noPriceIsZero(Kind kind) throws Exception {
    assertThat(result(style(kind).start("milk", AMPLE))).isEqualTo("0");
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "CHANNEL")
  void aShopThatIsShutIsClosedAndTheCauseIsKept(Kind kind) {
    server.fail("/prices/tea", 503);

    Throwable failure = failure(style(kind).start("tea", AMPLE));

    assertThat(failure).isInstanceOf(ClosedException.class);
    assertThat(failure.getCause()).isInstanceOf(ShopException.class);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "CHANNEL")
  void anyOtherFailurePassesAsItIs(Kind kind) {
    server.fail("/prices/tea", 500);

    Throwable failure = failure(style(kind).start("tea", AMPLE));

    assertThat(failure).isInstanceOf(ShopException.class).hasMessage("status 500: /prices/tea");
  }

  // @end

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "CHANNEL")
  void aTimeoutIsNoClosedShop(Kind kind) {
    server.hold("/prices/tea");

    assertThat(failure(style(kind).start("tea", SHORT))).isInstanceOf(TimeoutException.class);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "CHANNEL")
  void aCancelIsNotRecoveredFrom(Kind kind) {
    server.answer("/prices/tea", "3").hold("/prices/tea");
    CompletableFuture<String> running = style(kind).start("tea", AMPLE);
    awaitAsked("/prices/tea");

    running.cancel(true);

    assertThat(failure(running)).isInstanceOf(CancellationException.class);
    assertLeftRunning("/prices/tea", GOES_ON.contains(kind));
  }

  // @start region="wrappers"
  @Test
  void whatAReaderOfTheFutureSeesIsWrappedOnceTwiceOrNotAtAll() {
    server.fail("/prices/tea", 500);
    CompletableFuture<String> running = new FutureStyle(futures).start("tea", AMPLE);

    assertThatThrownBy(running::join).isExactlyInstanceOf(CompletionException.class);
    assertThatThrownBy(running::get).isExactlyInstanceOf(ExecutionException.class);
    assertThatThrownBy(() -> FutureBridge.await(running)).isExactlyInstanceOf(ShopException.class);
  }
  // @end

}
