package dev.towpath.samples.go;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.channel.Channel;
import dev.towpath.samples.guide.shop.BlockingShop;
import dev.towpath.samples.guide.shop.ShopServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ExtractHashLoadTest {
  // @start region="test"
  @Test
  void whatFailsIsToldAndTheRestIsLoaded() throws Exception {
    Channel<ExtractHashLoad.Failed> errors = Channel.buffered(10);
    try (ShopServer server = ShopServer.start().answer("/a", "").answer("/c", "tea");
        BlockingShop web = new BlockingShop(server.uri())) {

      Map<String, String> loaded =
          ExtractHashLoad.run(List.of("/a", "/b", "/c"), web, errors.sender());

      assertThat(loaded).containsOnlyKeys("/a", "/c");
      assertThat(loaded.get("/a")).startsWith("e3b0c44298fc1c14"); // of nothing
      assertThat(errors.receiver().stream().map(ExtractHashLoad.Failed::path))
          .containsExactly("/b");
    }
  }
  // @end
}
