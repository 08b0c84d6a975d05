package dev.towpath.benchmarks.load.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.benchmarks.load.stub.StubMain;
import dev.towpath.benchmarks.load.wire.Loopback;
import dev.towpath.benchmarks.load.wire.Pairs;
import dev.towpath.benchmarks.run.Jvm;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same question gets the same answer, whatever the style. */
class ArmTest {
  private static final int ORDERS = 12;
  private static final int HEAVY_EVERY = 6;
  private static final int STEPS_PER_MILLI = 1_000; // so a heavy one is heavy in name only

  private static Process remote;
  private static Kit kit;
  private static HttpClient client;

  @BeforeAll
  static void startRemote() throws IOException, SQLException {
    remote =
        Jvm.of(StubMain.class, List.of("-Xmx64m"), List.of())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    long port = Pairs.parse(remote.inputReader().readLine()).number("port");
    kit = ServerMain.kit(new Pairs().with("remote", port).with("steps", STEPS_PER_MILLI));
    client = HttpClient.newHttpClient();
  }

  @AfterAll
  static void stopRemote() throws Exception {
    client.close();
    kit.vertx().close().toCompletionStage().toCompletableFuture().get();
    remote.destroyForcibly();
  }

  @ParameterizedTest
  @EnumSource(Arm.class)
  void answersWhatAllOthersAnswer(Arm arm) throws Exception {
    try (Style style = arm.start(kit)) {
      int port = new ServerMain(style).listen(kit.vertx(), 0);

      List<CompletableFuture<HttpResponse<String>>> answers =
          IntStream.range(0, ORDERS).mapToObj(id -> ask(port, query(id))).toList();

      for (int id = 0; id < ORDERS; id++) {
        assertThat(answers.get(id).get().statusCode()).isEqualTo(200);
        assertThat(answers.get(id).get().body()).isEqualTo(expected(id));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Arm.class)
  void refusesWhatIsNoOrder(Arm arm) throws Exception {
    try (Style style = arm.start(kit)) {
      int port = new ServerMain(style).listen(kit.vertx(), 0);

      HttpResponse<String> answer = ask(port, "id=1&sku=1000&cpu=0").get();

      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).isEqualTo("sku not in 0..999: 1000");
    }
  }

  @Test
  void unknownLabelIsRefusedWithTheKnownOnes() {
    assertThatThrownBy(() -> Arm.labelled("actors"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("no such style: actors (there is: callback, future, reactor");
  }

  private static String query(int id) {
    int cpu = id % HEAVY_EVERY == 0 ? 50_000 : 200;
    return "id=" + id + "&sku=" + 7 * id + "&cpu=" + cpu + "&delay=1";
  }

  /** Put together step by step, with nothing between. */
  private static String expected(int id) throws SQLException {
    Order order = new Order(id, 7 * id, id % HEAVY_EVERY == 0 ? 50_000 : 200, 1, false);
    int price = StubMain.price(order.sku());
    return kit.steps()
        .answer(order, price, kit.steps().score(order, price), kit.steps().quantity(order));
  }

  private static CompletableFuture<HttpResponse<String>> ask(int port, String query) {
    URI uri = URI.create("http://" + Loopback.HOST + ":" + port + "/order?" + query);
    return client.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }
}
