package dev.towpath.samples.crossing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import dev.towpath.channel.BridgeException;
import dev.towpath.channel.Producer;
import dev.towpath.channel.Sender;
import dev.towpath.vertx.VertxBridge;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Serves an archive over HTTP on the loopback interface: {@code /list} has the names, URL-encoded,
 * one a line; {@code /files/NAME} a file; {@code /all} all files, one after the other, as a zip.
 *
 * <p>It is a Vert.x server with one event loop. What reads files is plain blocking code on virtual
 * threads; a client that reads slowly makes that wait, and nobody else. Code that throws drops its
 * connection, which is how the client learns of it.
 */
public final class FileServer implements AutoCloseable {
  /** The port to ask for when any will do. */
  public static final int ANY_PORT = 0;

  private static final String FILES = "/files/";
  private static final int BUFFER = 16 << 10;
  private static final int WAITING_CONNECTIONS = 1024;

  private final Archive archive;
  private final Set<String> names;
  private final LocalVertx local = LocalVertx.start();
  private final HttpServer http;

  private FileServer(Archive archive, int port) {
    this.archive = archive;
    this.names = Set.copyOf(archive.names());
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(InetAddress.getLoopbackAddress().getHostAddress())
            .setPort(port)
            .setAcceptBacklog(WAITING_CONNECTIONS);
    this.http = local.vertx().createHttpServer(options).requestHandler(this::answer);
  }

  /** Starts a server on a free port. */
  public static FileServer start(Archive archive) throws SetupException, InterruptedException {
    return start(archive, ANY_PORT);
  }

  /**
   * Starts a server.
   *
   * @throws SetupException if the port cannot be had
   */
  public static FileServer start(Archive archive, int port)
      throws SetupException, InterruptedException {
    FileServer server = new FileServer(archive, port);
    try {
      VertxBridge.await(server.http.listen());
      return server;
    } catch (BridgeException e) {
      server.close();
      throw new SetupException("cannot serve on port " + port + ": " + reason(e), e);
    } catch (InterruptedException e) {
      server.close();
      throw e;
    }
  }

  /** Returns where it serves. */
  public URI uri() {
    String host = InetAddress.getLoopbackAddress().getHostAddress();
    return URI.create("http://" + host + ":" + http.actualPort());
  }

  /** Drops what is under way and stops. */
  @Override
  public void close() {
    local.close();
  }

  // @start region="answer"
  /** Runs on the event loop, and so does what it gives to {@code onSuccess}. */
  private void answer(HttpServerRequest request) {
    String path = request.path();
    HttpServerResponse response = request.response();
    if (path.equals("/list")) {
      VertxBridge.call(this::list).onSuccess(response::end).onFailure(failure -> response.reset());
    } else if (path.startsWith(FILES)) {
      VertxBridge.call(() -> find(path.substring(FILES.length())))
          .onSuccess(file -> send(file, response))
          .onFailure(failure -> response.reset());
    } else if (path.equals("/all")) {
      stream(this::zip, response.setChunked(true));
    } else {
      response.setStatusCode(404).end();
    }
  }

  private void send(Found file, HttpServerResponse response) {
    if (file == null) {
      response.setStatusCode(404).end();
      return;
    }
    response.putHeader("content-length", String.valueOf(file.size()));
    stream(out -> copy(file.name(), out), response);
  }

  /** Writes a body as fast as the client reads it. One that fails must not look complete. */
  private static void stream(Producer<Buffer> body, HttpServerResponse response) {
    VertxBridge.publish(body, response, failure -> response.reset());
  }

  // @end

  // All below runs on virtual threads and may wait.

  private record Found(String name, long size) {}

  private String list() {
    return archive.names().stream()
        .map(name -> URLEncoder.encode(name, UTF_8))
        .collect(joining("\n"));
  }

  /** Returns null if there is no such file. */
  private Found find(String encoded) throws IOException {
    String name = URLDecoder.decode(encoded, UTF_8);
    return names.contains(name) ? new Found(name, archive.size(name)) : null;
  }

  private void copy(String name, Sender<Buffer> out) throws IOException, InterruptedException {
    try (InputStream bytes = archive.open(name)) {
      byte[] some = bytes.readNBytes(BUFFER);
      while (some.length > 0) {
        out.send(Buffer.buffer(some));
        some = bytes.readNBytes(BUFFER);
      }
    }
  }

  private void zip(Sender<Buffer> out) throws IOException, InterruptedException {
    // In memory, since before JDK 24 a wait inside its synchronized methods would hold a carrier.
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    ZipOutputStream zip = new ZipOutputStream(zipped);
    zip.setLevel(Deflater.NO_COMPRESSION);
    for (String name : archive.names()) {
      zip.putNextEntry(new ZipEntry(name));
      try (InputStream bytes = archive.open(name)) {
        byte[] some = bytes.readNBytes(BUFFER);
        while (some.length > 0) {
          zip.write(some);
          if (zipped.size() >= BUFFER) {
            send(zipped, out);
          }
          some = bytes.readNBytes(BUFFER);
        }
      }
    }
    zip.close(); // writes the table of contents, which says that all files are there
    send(zipped, out);
  }

  private static void send(ByteArrayOutputStream bytes, Sender<Buffer> out)
      throws InterruptedException {
    out.send(Buffer.buffer(bytes.toByteArray()));
    bytes.reset();
  }

  private static String reason(BridgeException wrapper) {
    return wrapper.getCause().getMessage();
  }
}
