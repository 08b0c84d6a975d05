package dev.towpath.samples.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.towpath.channel.BridgeException;
import dev.towpath.samples.guide.shop.BlockingShop;
import dev.towpath.samples.guide.shop.CallbackShop;
import dev.towpath.samples.guide.shop.FutureShop;
import dev.towpath.samples.guide.shop.ReactorShop;
import dev.towpath.samples.guide.shop.RxShop;
import dev.towpath.samples.guide.shop.ShopServer;
import dev.towpath.samples.guide.shop.VertxShop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** What the tests of all scenarios share: the shop, a client for each style, and questions. */
@Timeout(60)
public abstract class Scenario {
  protected static final Duration AMPLE = Duration.ofSeconds(50);
  protected static final Duration SHORT = Duration.ofMillis(200);
  protected static final Duration SECOND = Duration.ofSeconds(1); // the least that JDBC knows

  protected final ShopServer server = ShopServer.start();
  protected final CallbackShop callbacks = new CallbackShop(server.uri());
  protected final FutureShop futures = new FutureShop(server.uri());
  protected final ReactorShop reactor = new ReactorShop(server.uri());
  protected final RxShop rx = new RxShop(server.uri());
  protected final VertxShop vertx = new VertxShop(server.uri());
  protected final BlockingShop blocking = new BlockingShop(server.uri());

  /** The styles of the guide. */
  public enum Kind {
    CALLBACK,
    FUTURE,
    REACTOR,
    RX,
    VERTX,
    PLAIN,
    CHANNEL
  }

  @AfterEach
  void closeAll() {
    callbacks.close();
    futures.close();
    reactor.close();
    rx.close();
    vertx.close();
    blocking.close();
    server.close();
  }

  protected static <T> T result(CompletableFuture<T> running) throws Exception {
    return running.get(AMPLE.toSeconds(), TimeUnit.SECONDS);
  }

  /** What went wrong, without the wrapper that a future or, for a checked one, a bridge puts on. */
  protected static Throwable failure(CompletableFuture<?> running) {
    Throwable failure = catchThrowable(() -> result(running));
    while (failure instanceof ExecutionException
        || failure instanceof CompletionException
        || failure instanceof BridgeException) {
      failure = failure.getCause();
    }
    return failure;
  }

  protected void awaitRunning(int requests) {
    await().pollInterval(Duration.ofMillis(2)).until(() -> server.running() == requests);
  }

  protected void awaitAsked(String path) {
    await().pollInterval(Duration.ofMillis(2)).until(() -> server.asked().contains(path));
  }

  /** After a task has been given up: either nobody asks any more, or somebody still does. */
  protected void assertLeftRunning(String path, boolean left) {
    if (left) {
      awaitRunning(1);
      assertThat(server.release(path)).as("clients that wait for what nobody wants").isEqualTo(1);
    } else {
      awaitRunning(0);
    }
  }
}
