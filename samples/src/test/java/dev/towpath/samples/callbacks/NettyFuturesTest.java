package dev.towpath.samples.callbacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Promise;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NettyFuturesTest {
  private final EventLoop loop = new DefaultEventLoop();
  private final Promise<String> promise = loop.newPromise();

  @AfterEach
  void close() {
    loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
  }

  @Test
  void valueFromTheEventLoopIsReturned() throws Exception {
    var waiting = Waiting.start(() -> NettyFutures.awaitOwned(promise)).untilParked();

    loop.execute(() -> promise.setSuccess("tea"));

    assertThat(waiting.get()).isEqualTo("tea");
  }

  @Test
  void failureIsThrownAsItself() {
    var failure = new IllegalStateException("no tea");
    promise.setFailure(failure);

    assertThat(catchThrowable(() -> NettyFutures.awaitOwned(promise))).isSameAs(failure);
  }

  @Test
  void interruptCancelsTheFuture() throws Exception {
    var waiting = Waiting.start(() -> NettyFutures.awaitOwned(promise)).untilParked();

    waiting.interrupt();

    assertThatThrownBy(waiting::get).isInstanceOf(InterruptedException.class);
    assertThat(promise.isCancelled()).isTrue();
  }

  @Test
  void futureThatSomebodyCancelsThrowsCancellation() throws Exception {
    var waiting = Waiting.start(() -> NettyFutures.awaitOwned(promise)).untilParked();

    promise.cancel(false);

    assertThatThrownBy(waiting::get).isInstanceOf(CancellationException.class);
  }
}
