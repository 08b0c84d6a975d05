package dev.towpath.samples.go;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.jdk.CallbackBridge;
import dev.towpath.jdk.FutureBridge;
import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.BlockingShop;
import dev.towpath.samples.guide.shop.CallbackShop;
import dev.towpath.samples.guide.shop.FutureShop;
import dev.towpath.samples.guide.shop.ShopServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FirstMissingTest {
  private final ShopServer server = ShopServer.start().answer("/a", "A").answer("/b", "B");
  private final CallbackShop callbacks = new CallbackShop(server.uri());
  private final FutureShop futures = new FutureShop(server.uri());
  private final BlockingShop blocking = new BlockingShop(server.uri());

  @AfterEach
  void close() {
    callbacks.close();
    futures.close();
    blocking.close();
    server.close();
  }

  // @start region="test"
  @Test
  void theFirstThatIsMissingInThreeForms() throws Exception {
    List<String> paths = List.of("/a", "/x", "/b", "/y");

    CompletableFuture<String> called =
        Style.ofCallback(done -> FirstMissing.findFirst404(paths.iterator(), callbacks, done));
    CompletableFuture<String> promised = FirstMissing.findFirst404(paths.iterator(), futures);

    assertThat(FutureBridge.await(called)).isEqualTo("/x");
    assertThat(FutureBridge.await(promised)).isEqualTo("/x");
    assertThat(FirstMissing.findFirst404(paths, blocking)).isEqualTo("/x");
    assertThat(server.asked()).containsOnly("/a", "/x").hasSize(6);
  }

  @Test
  void bothInThreeForms() throws Exception {
    CompletableFuture<String> called =
        Style.ofCallback(done -> FirstMissing.waitForBoth("/a", "/b", callbacks, done));

    assertThat(FutureBridge.await(called)).isIn("A+B", "B+A");
    assertThat(FutureBridge.await(FirstMissing.waitForBoth("/a", "/b", futures))).isEqualTo("A+B");
    assertThat(FirstMissing.waitForBoth("/a", "/b", blocking)).isEqualTo("A+B");
  }

  @Test
  void aCallbackAsAPromiseAndAsAValue() throws Exception {
    String value =
        CallbackBridge.await(callback ->
            callbacks.get(
                "/a", Duration.ofSeconds(30), callback::success, callback::failure, () -> {}));

    assertThat(FutureBridge.await(FirstMissing.promisify("/a", callbacks))).isEqualTo("A");
    assertThat(value).isEqualTo("A");
  }
  // @end
}
