package dev.towpath.samples.crossing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Reads from a {@link FileServer} with Apache HttpClient. This is the legacy code: it knows
 * callbacks only, and calls them on the one thread of the client, which must not be made to wait.
 * All requests take one connection, so the answers come in their order.
 */
final class CallbackClient implements AutoCloseable {
  private static final Timeout SERVER_IS_DEAD = Timeout.ofSeconds(30);

  private final URI server;
  private final CloseableHttpAsyncClient http;

  private CallbackClient(URI server, CloseableHttpAsyncClient http) {
    this.server = server;
    this.http = http;
  }

  static CallbackClient start(URI server) {
    CloseableHttpAsyncClient http =
        HttpAsyncClients.custom()
            .setIOReactorConfig(IOReactorConfig.custom().setIoThreadCount(1).build())
            .setConnectionManager(
                PoolingAsyncClientConnectionManagerBuilder.create()
                    .setMaxConnPerRoute(1)
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom().setSocketTimeout(SERVER_IS_DEAD).build())
                    .build())
            .setDefaultRequestConfig(
                // the wait for the connection, which others use first
                RequestConfig.custom().setConnectionRequestTimeout(Timeout.DISABLED).build())
            .disableAutomaticRetries()
            .build();
    http.start();
    return new CallbackClient(server, http);
  }

  /** Fetches the names of all files. */
  void list(Consumer<List<String>> onNames, Consumer<Throwable> onFailure) {
    get("/list", bytes -> onNames.accept(lines(bytes)), onFailure);
  }

  /** Fetches one file. */
  void fetch(String name, Consumer<Document> onDocument, Consumer<Throwable> onFailure) {
    String path = "/files/" + URLEncoder.encode(name, UTF_8);
    get(path, bytes -> onDocument.accept(new Document(name, bytes)), onFailure);
  }

  /** Drops what is under way. */
  @Override
  public void close() {
    http.close(CloseMode.IMMEDIATE);
    awaitEnd();
  }

  private void get(String path, Consumer<byte[]> onBody, Consumer<Throwable> onFailure) {
    FutureCallback<SimpleHttpResponse> outcome =
        new FutureCallback<>() {
          @Override
          public void completed(SimpleHttpResponse response) {
            if (response.getCode() == 200) {
              byte[] body = response.getBodyBytes();
              onBody.accept(body == null ? new byte[0] : body);
            } else {
              onFailure.accept(new IOException("GET " + path + ": status " + response.getCode()));
            }
          }

          @Override
          public void failed(Exception cause) {
            onFailure.accept(new IOException("GET " + path + ": " + cause.getMessage(), cause));
          }

          @Override
          public void cancelled() {
            onFailure.accept(new CancellationException("GET " + path + ": cancelled"));
          }
        };
    http.execute(SimpleRequestBuilder.get(server.resolve(path)).build(), outcome);
  }

  private static List<String> lines(byte[] body) {
    return new String(body, UTF_8).lines().map(line -> URLDecoder.decode(line, UTF_8)).toList();
  }

  private void awaitEnd() {
    boolean interrupted = Thread.interrupted();
    try {
      http.awaitShutdown(TimeValue.ofSeconds(10));
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
