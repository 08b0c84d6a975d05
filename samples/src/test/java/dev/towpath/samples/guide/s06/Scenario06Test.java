package dev.towpath.samples.guide.s06;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.towpath.samples.guide.Scenario;
import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.ShopException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class Scenario06Test extends Scenario {

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
  void theAnswerIsThereOnTheNextLine(Kind kind) throws Exception {
    server.answer("/x", "y");

    assertThat(result(style(kind).start("/x", AMPLE))).isEqualTo("y");
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "CHANNEL")
  void aFailureIsThrownAsItself(Kind kind) {
    server.fail("/x", 503);

    assertThat(failure(style(kind).start("/x", AMPLE))).isInstanceOf(ShopException.class);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "CHANNEL")
  void theEndOfTheTimeAbortsTheRequestWhereTheLibraryCan(Kind kind) {
    server.hold("/x");

    Throwable failure = failure(style(kind).start("/x", SHORT));

    assertThat(failure).isInstanceOf(TimeoutException.class);
    assertLeftRunning("/x", kind == Kind.VERTX);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "CHANNEL")
  void anInterruptAbortsTheRequestWhereTheLibraryCan(Kind kind) {
    server.hold("/x");
    CompletableFuture<String> running = style(kind).start("/x", AMPLE);
    awaitRunning(1);

    running.cancel(true); // FutureBridge.call interrupts the thread that waits

    assertLeftRunning("/x", kind == Kind.VERTX);
  }

  // @end

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "CHANNEL")
  void anEmptyAnswerIsAnAnswer(Kind kind) throws Exception {
    server.answer("/x", "");

    assertThat(result(style(kind).start("/x", AMPLE))).isEmpty();
  }

  // @start region="before"
  @Test
  void theOldWaysSayTheSameInFiveLanguages() {
    server.hold("/x");

    assertThatThrownBy(() -> new FutureStyle(futures).withGet("/x", SHORT))
        .isInstanceOf(TimeoutException.class);
    assertThatThrownBy(() -> new ReactorStyle(reactor).withBlock("/x", SHORT))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> new RxStyle(rx).withBlockingGet("/x", SHORT))
        .isExactlyInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> new VertxStyle(vertx).withJoin("/x", SHORT))
        .isInstanceOf(TimeoutException.class);
    assertThatThrownBy(() -> new CallbackStyle(callbacks).withALatch("/x", SHORT))
        .isInstanceOf(TimeoutException.class);
  }

  // @end

  // @start region="loop"
  @Test
  void onAnEventLoopTheOldWayWaitsForItselfAndTheNewOneIsRefused() throws Exception {
    server.answer("/x", "y");
    VertxStyle style = new VertxStyle(vertx);

    Throwable before = onEventLoop(() -> style.withJoin("/x", SHORT));
    Throwable after = onEventLoop(() -> style.now("/x", AMPLE));

    assertThat(before).isInstanceOf(TimeoutException.class); // for its own answer
    assertThat(after)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("await may wait, and thread 'vert.x-eventloop-thread-");
  }

  // @end

  private Throwable onEventLoop(Callable<String> wait) throws Exception {
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    vertx.vertx().runOnContext(unused -> failure.complete(catchThrowable(wait::call)));
    return result(failure);
  }
}
