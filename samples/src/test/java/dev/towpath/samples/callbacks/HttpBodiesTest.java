package dev.towpath.samples.callbacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HttpBodiesTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private HttpServer server;

  /** A server that answers with the number of bytes that it was sent. */
  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          int count = exchange.getRequestBody().readAllBytes().length;
          byte[] answer = String.valueOf(count).getBytes(StandardCharsets.US_ASCII);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  private String upload(HttpBodies.Writer writer) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    HttpRequest request = HttpRequest.newBuilder(uri).POST(HttpBodies.body(writer)).build();
    return client.send(request, BodyHandlers.ofString()).body();
  }

  @Test
  void bodyIsWrittenWhileItIsSent() throws Exception {
    byte[] line = "a cup of tea\n".getBytes(StandardCharsets.US_ASCII);

    String counted =
        upload(out -> {
          for (int i = 0; i < 100_000; i++) {
            out.write(line);
          }
        });

    assertThat(counted).isEqualTo(String.valueOf(100_000 * line.length));
  }

  @Test
  void failureOfTheWriterFailsTheRequest() {
    assertThatThrownBy(() ->
            upload(out -> {
              out.write(1);
              throw new IOException("no more tea");
            }))
        .isInstanceOf(IOException.class)
        .hasStackTraceContaining("no more tea");
  }
}
