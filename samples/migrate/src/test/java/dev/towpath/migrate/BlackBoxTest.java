package dev.towpath.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the service does, seen from outside; it does the same after every step. */
@Timeout(60)
class BlackBoxTest {
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private final Backend backend;
  private final HttpClient client = HttpClient.newHttpClient();
  private Service service;

  BlackBoxTest() throws IOException {
    backend = new Backend().item("tea", 3, 100).item("coffee", 5, 2);
  }

  @AfterEach
  void stop() {
    service.close();
    backend.close();
    client.shutdownNow();
  }

  // @start region="created"
  @ParameterizedTest
  @EnumSource
  void anOrderIsPricedReservedAndStored(Step step) throws Exception {
    start(step);

    HttpResponse<String> created = post(order("7", "ada", "tea", 2, "coffee", 1));

    assertThat(created.statusCode()).isEqualTo(200);
    assertThat(created.body()).isEqualTo("{\"id\":\"7\",\"total\":11}");
    assertThat(get("/orders/7").body())
        .isEqualTo("{\"id\":\"7\",\"customer\":\"ada\",\"total\":11}");
    assertThat(backend.pieces("tea")).isEqualTo(98);
    assertThat(backend.pieces("coffee")).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void whatWasReservedIsGivenBackWhenTheRestIsNotInStock(Step step) throws Exception {
    start(step);

    HttpResponse<String> refused = post(order("7", "ada", "tea", 2, "coffee", 3));

    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).isEqualTo("not in stock: coffee");
    await().until(() -> backend.pieces("tea") == 100);
    assertThat(get("/orders/7").statusCode()).isEqualTo(404);
  }

  // @end

  @ParameterizedTest
  @EnumSource
  void anOrderThatIsThereAlreadyIsRefusedAndItsStockGivenBack(Step step) throws Exception {
    start(step);
    post(order("7", "ada", "tea", 2, "coffee", 1));

    HttpResponse<String> again = post(order("7", "bob", "tea", 5, "coffee", 1));

    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(again.body()).isEqualTo("there is an order 7");
    await().until(() -> backend.pieces("tea") == 98 && backend.pieces("coffee") == 1);
  }

  @ParameterizedTest
  @EnumSource
  void aStockThatFailsIsAskedAgain(Step step) throws Exception {
    start(step);
    backend.failing(3);

    HttpResponse<String> created = post(order("7", "ada", "tea", 2, "coffee", 1));

    assertThat(created.statusCode()).isEqualTo(200);
    assertThat(backend.reservations())
        .containsExactly(
            "/reserve/tea/2",
            "/reserve/tea/2",
            "/reserve/tea/2",
            "/reserve/tea/2",
            "/reserve/coffee/1");
  }

  @ParameterizedTest
  @EnumSource
  void aStockThatGoesOnFailingIsGivenUpAfterFour(Step step) throws Exception {
    start(step);
    backend.failing(100);

    HttpResponse<String> refused = post(order("7", "ada", "tea", 2, "coffee", 1));

    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.body()).isEqualTo("stock does not answer");
    assertThat(backend.reservations()).hasSize(4);
  }

  @ParameterizedTest
  @EnumSource
  void anItemWithoutAPriceIsNoOrder(Step step) throws Exception {
    start(step);

    HttpResponse<String> refused = post(order("7", "ada", "tea", 2, "gold", 1));

    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).isEqualTo("no such item: gold");
    assertThat(backend.reservations()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aPriceThatDoesNotComeIsATimeout(Step step) throws Exception {
    start(step, Duration.ofMillis(200));
    backend.item("silk", -1, 10);

    HttpResponse<String> refused = post(order("7", "ada", "tea", 2, "silk", 1));

    assertThat(refused.statusCode()).isEqualTo(504);
    assertThat(refused.body()).isEqualTo("no price in time: silk");
    assertThat(backend.reservations()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNoOrderIsRefused(Step step) throws Exception {
    start(step);

    assertThat(post("tea, please").body()).isEqualTo("not JSON");
    assertThat(post("[]").statusCode()).isEqualTo(400);
    assertThat(post("{\"id\":\"7\"}").body()).isEqualTo("an order has lines");
    assertThat(post("{\"lines\":[{\"item\":\"tea\",\"quantity\":1}]}").body())
        .isEqualTo("an order has an id and a customer");
    assertThat(post(order("7", "ada", "tea", 0, "coffee", 1)).body()).isEqualTo("quantity < 1: 0");
    assertThat(get("/nothing").statusCode()).isEqualTo(404);
    assertThat(get("/orders/8").body()).isEqualTo("no order 8");
  }

  @ParameterizedTest
  @EnumSource
  void ordersAreListedInTheirOrderAndSummedUp(Step step) throws Exception {
    start(step);
    post(order("1", "ada", "tea", 1, "coffee", 1));
    post(order("2", "bob", "tea", 1, "tea", 1));
    post(order("3", "ada", "tea", 2, "tea", 2));

    assertThat(get("/orders?customer=ada").body())
        .isEqualTo(
            "[{\"id\":\"1\",\"customer\":\"ada\",\"total\":8},"
                + "{\"id\":\"3\",\"customer\":\"ada\",\"total\":12}]");
    assertThat(get("/orders?customer=cy").body()).isEqualTo("[]");
    assertThat(get("/report").body()).isEqualTo("{\"ada\":20,\"bob\":6}");
  }

  @ParameterizedTest
  @EnumSource
  void theNumberOfARequestIsKnownWhereItsOrderIsWrittenDown(Step step) throws Exception {
    start(step);
    HttpRequest request =
        HttpRequest.newBuilder(service.uri().resolve("/orders"))
            .header("X-Request-Id", "request-42")
            .POST(BodyPublishers.ofString(order("7", "ada", "tea", 1, "coffee", 1)))
            .build();

    HttpResponse<String> created = client.send(request, BodyHandlers.ofString());

    assertThat(created.headers().firstValue("X-Request-Id")).contains("request-42");
    String line = "[{\"order\":\"7\",\"request\":\"request-42\"}]";
    await().untilAsserted(() -> assertThat(get("/audit").body()).isEqualTo(line));
  }

  @ParameterizedTest
  @EnumSource
  void manyAtOnceAreAllServedOrRefusedAndNoPieceIsLost(Step step) throws Exception {
    start(step);
    backend.item("tea", 3, 150);

    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      HttpRequest request =
          HttpRequest.newBuilder(service.uri().resolve("/orders"))
              .POST(BodyPublishers.ofString(order("" + i, "ada", "tea", 1, "tea", 1)))
              .build();
      answers.add(client.sendAsync(request, BodyHandlers.ofString()));
    }

    long created = 0;
    for (CompletableFuture<HttpResponse<String>> answer : answers) {
      assertThat(answer.join().statusCode()).isIn(200, 409);
      created += answer.join().statusCode() == 200 ? 1 : 0;
    }
    int sold = (int) created * 2;
    await().until(() -> backend.pieces("tea") == 150 - sold);
    assertThat(get("/report").body()).isEqualTo("{\"ada\":" + sold * 3 + "}");
  }

  private void start(Step step) {
    start(step, Duration.ofSeconds(30));
  }

  private void start(Step step, Duration patience) {
    String jdbc = "jdbc:h2:mem:orders" + DATABASES.incrementAndGet() + ";DB_CLOSE_DELAY=-1";
    service =
        step.start(
            new Settings(backend.uri(), backend.uri(), jdbc, patience, Duration.ofMillis(2)));
  }

  private static String order(
      String id, String customer, String item, int quantity, String other, int otherQuantity) {
    return """
    {"id":"%s","customer":"%s","lines":[\
    {"item":"%s","quantity":%d},{"item":"%s","quantity":%d}]}\
    """
        .formatted(id, customer, item, quantity, other, otherQuantity);
  }

  private HttpResponse<String> post(String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(service.uri().resolve("/orders"))
            .POST(BodyPublishers.ofString(body))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(service.uri().resolve(path)).build(), BodyHandlers.ofString());
  }
}
