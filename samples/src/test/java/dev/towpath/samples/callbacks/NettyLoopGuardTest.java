package dev.towpath.samples.callbacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.towpath.channel.Channel;
import dev.towpath.channel.TrySend;
import io.netty.channel.DefaultEventLoopGroup;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.DefaultEventExecutor;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NettyLoopGuardTest {
  private final EventLoopGroup loops = NettyLoopGuard.guarded(new DefaultEventLoopGroup(2));
  private final EventLoop loop = loops.next();
  private final EventLoop sibling = loops.next();

  @AfterEach
  void close() {
    loops.shutdownGracefully(0, 0, TimeUnit.SECONDS);
  }

  private static Throwable awaitOn(EventExecutor executor, Promise<String> promise)
      throws Exception {
    return executor.submit(() -> catchThrowable(() -> NettyFutures.awaitOwned(promise))).get();
  }

  @Test
  @DisplayName("pitfall 38: a loop is refused to wait, for a sibling as for itself")
  void loopsAreRefused() throws Exception {
    for (EventLoop whose : new EventLoop[] {loop, sibling}) {
      Promise<String> promise = whose.newPromise();

      assertThat(awaitOn(loop, promise))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageMatching("await may wait, and thread '.*' must not: it is an event loop .*");
      assertThat(promise.isDone()).isFalse();
    }
  }

  @Test
  void theTryFormsWorkOnALoop() throws Exception {
    Channel<String> channel = Channel.buffered(1);

    assertThat(loop.submit(() -> channel.sender().trySend("tea")).get()).isEqualTo(TrySend.SENT);
  }

  @Test
  void anExecutorForHandlersThatBlockMayWait() throws Exception {
    EventExecutor blocking = new DefaultEventExecutor();
    Promise<String> promise = loop.newPromise();
    promise.setSuccess("tea");

    assertThat(awaitOn(blocking, promise)).isNull();

    blocking.shutdownGracefully(0, 0, TimeUnit.SECONDS);
  }
}
