package dev.towpath.samples.callbacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.towpath.channel.BridgeException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ApacheHttpTest {
  private final CountDownLatch release = new CountDownLatch(1);
  private final CloseableHttpAsyncClient client = HttpAsyncClients.createDefault();
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/tea",
        exchange -> {
          byte[] body = "tea".getBytes(StandardCharsets.US_ASCII);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.createContext(
        "/slow",
        exchange -> {
          try {
            release.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          exchange.close();
        });
    server.start();
    client.start();
  }

  @AfterEach
  void close() throws IOException {
    release.countDown();
    client.close();
    server.stop(0);
  }

  private SimpleHttpRequest get(String path) {
    InetSocketAddress address = server.getAddress();
    return SimpleRequestBuilder.get(
            "http://" + address.getHostString() + ":" + address.getPort() + path)
        .build();
  }

  @Test
  void responseIsReturned() throws Exception {
    SimpleHttpResponse response =
        ApacheHttp.await(callback -> client.execute(get("/tea"), callback));

    assertThat(response.getBodyText()).isEqualTo("tea");
  }

  @Test
  void failureIsThrown() {
    SimpleHttpRequest request = get("/tea");
    server.stop(0);

    assertThatThrownBy(() ->
            ApacheHttp.<SimpleHttpResponse>await(callback -> client.execute(request, callback)))
        .isInstanceOf(BridgeException.class)
        .hasCauseInstanceOf(IOException.class);
  }

  @Test
  void exchangeThatSomebodyCancelsThrowsCancellation() {
    assertThatThrownBy(() ->
            ApacheHttp.<SimpleHttpResponse>await(callback -> {
              Future<SimpleHttpResponse> running = client.execute(get("/slow"), callback);
              running.cancel(true);
              return running;
            }))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void interruptCancelsTheExchange() throws Exception {
    var running = new AtomicReference<Future<SimpleHttpResponse>>();
    var waiting =
        Waiting.start(() ->
                ApacheHttp.<SimpleHttpResponse>await(callback -> {
                  running.set(client.execute(get("/slow"), callback));
                  return running.get();
                }))
            .untilParked();

    waiting.interrupt();

    assertThatThrownBy(waiting::get).isInstanceOf(InterruptedException.class);
    assertThat(running.get().isCancelled()).isTrue();
  }
}
