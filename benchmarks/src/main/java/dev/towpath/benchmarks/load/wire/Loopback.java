package dev.towpath.benchmarks.load.wire;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import java.util.concurrent.ExecutionException;

/** Vert.x on the loopback interface, set up the same way in each process. */
public final class Loopback {
  /** The only address that anything is bound to. */
  public static final String HOST = "127.0.0.1";

  /** Connections of a client with HTTP/1.1; more requests wait for one. */
  public static final int CONNECTIONS = 2_000;

  private static final int STREAMS = 100_000;
  private static final int MULTIPLEXED_CONNECTIONS = 8;
  private static final int BACKLOG = 4_096;

  private Loopback() {}

  /**
   * Returns a Vert.x that has nothing on the disk.
   *
   * @param workers threads for {@code executeBlocking}
   */
  public static Vertx vertx(int eventLoops, int workers) {
    return Vertx.vertx(
        new VertxOptions()
            .setEventLoopPoolSize(eventLoops)
            .setWorkerPoolSize(workers)
            .setInternalBlockingPoolSize(1)
            .setBlockedThreadCheckInterval(Integer.MAX_VALUE) // hogs block loops; that is the point
            .setFileSystemOptions(
                new FileSystemOptions()
                    .setFileCachingEnabled(false)
                    .setClassPathResolvingEnabled(false)));
  }

  /** Returns a client: HTTP/1.1 with a connection for each request under way, as most have. */
  public static HttpClient client(Vertx vertx) {
    return vertx.createHttpClient(
        new HttpClientOptions().setDefaultHost(HOST),
        new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(-1));
  }

  /**
   * Returns a client that has many requests under way on a few connections of HTTP/2, for more than
   * a process may have files open.
   */
  public static HttpClient multiplexingClient(Vertx vertx) {
    return vertx.createHttpClient(
        new HttpClientOptions()
            .setDefaultHost(HOST)
            .setProtocolVersion(HttpVersion.HTTP_2)
            .setHttp2ClearTextUpgrade(false)
            .setHttp2MultiplexingLimit(STREAMS / MULTIPLEXED_CONNECTIONS),
        new PoolOptions().setHttp2MaxSize(MULTIPLEXED_CONNECTIONS).setMaxWaitQueueSize(-1));
  }

  /** Returns a server that understands both; not listening yet. */
  public static HttpServer server(Vertx vertx) {
    return vertx.createHttpServer(
        new HttpServerOptions()
            .setHost(HOST)
            .setAcceptBacklog(BACKLOG)
            .setInitialSettings(new Http2Settings().setMaxConcurrentStreams(STREAMS)));
  }

  /**
   * Listens, waiting until it does.
   *
   * @param port 0 for any
   * @return the port
   * @throws IllegalStateException if the port cannot be had
   */
  public static int listen(HttpServer server, int port) throws InterruptedException {
    try {
      return server.listen(port).toCompletionStage().toCompletableFuture().get().actualPort();
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "cannot serve on port " + port + ": " + e.getCause().getMessage(), e.getCause());
    }
  }
}
