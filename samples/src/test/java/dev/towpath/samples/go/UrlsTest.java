package dev.towpath.samples.go;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.samples.guide.shop.BlockingShop;
import dev.towpath.samples.guide.shop.ShopServer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class UrlsTest {
  // @start region="test"
  @Test
  void theSamePagesThreeWays() throws Exception {
    List<String> paths = IntStream.range(0, 100).mapToObj(i -> "/page" + i).toList();
    List<String> bodies = IntStream.range(0, 100).mapToObj(i -> "body " + i).toList();
    try (ShopServer one = serving(paths);
        ShopServer all = serving(paths);
        ShopServer ten = serving(paths);
        BlockingShop toOne = new BlockingShop(one.uri());
        BlockingShop toAll = new BlockingShop(all.uri());
        BlockingShop toTen = new BlockingShop(ten.uri())) {

      assertThat(Urls.oneByOne(paths, toOne)).isEqualTo(bodies);
      assertThat(Urls.allAtOnce(paths, toAll)).isEqualTo(bodies);
      assertThat(Urls.atMost(10, paths, toTen)).isEqualTo(bodies);

      assertThat(one.mostRunning()).isEqualTo(1);
      assertThat(all.mostRunning()).isLessThanOrEqualTo(100);
      assertThat(ten.mostRunning()).isLessThanOrEqualTo(10);
    }
  }

  private static ShopServer serving(List<String> paths) {
    ShopServer server = ShopServer.start();
    for (int i = 0; i < paths.size(); i++) {
      server.answer(paths.get(i), "body " + i);
    }
    return server;
  }
  // @end
}
