package dev.towpath.samples.crossing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Serves an archive over HTTP on the loopback interface: {@code /list} has the names, URL-encoded,
 * one a line; {@code /files/NAME} a file; {@code /all} all files, one after the other, as a zip.
 *
 * <p>A handler that throws drops its connection, which is how the client learns of it.
 */
public final class FileServer implements AutoCloseable {
  private static final String FILES = "/files/";
  private static final int WORKERS = 16;
  private static final int WAITING_CONNECTIONS = 1024;
  private static final int EMPTY = -1;
  private static final int LENGTH_UNKNOWN = 0;

  private final Archive archive;
  private final Set<String> names;
  private final HttpServer http;
  private final ExecutorService workers;

  private FileServer(Archive archive, HttpServer http) {
    this.archive = archive;
    this.names = Set.copyOf(archive.names());
    this.http = http;
    this.workers = Executors.newFixedThreadPool(WORKERS);
  }

  /** Starts a server on a free port. */
  public static FileServer start(Archive archive) throws IOException {
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    FileServer server = new FileServer(archive, HttpServer.create(anyPort, WAITING_CONNECTIONS));
    server.http.setExecutor(server.workers);
    server.http.createContext("/list", server::list);
    server.http.createContext(FILES, server::file);
    server.http.createContext("/all", server::all);
    server.http.start();
    return server;
  }

  /** Returns where it serves. */
  public URI uri() {
    InetSocketAddress address = http.getAddress();
    return URI.create("http://" + address.getHostString() + ":" + address.getPort());
  }

  /** Drops what is under way and stops. */
  @Override
  public void close() {
    http.stop(0);
    workers.shutdownNow();
    workers.close();
  }

  private void list(HttpExchange exchange) throws IOException {
    String lines =
        archive.names().stream().map(name -> URLEncoder.encode(name, UTF_8)).collect(joining("\n"));
    byte[] body = lines.getBytes(UTF_8);
    exchange.sendResponseHeaders(200, body.length == 0 ? EMPTY : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private void file(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    String name = URLDecoder.decode(path.substring(FILES.length()), UTF_8);
    if (!names.contains(name)) {
      exchange.sendResponseHeaders(404, EMPTY);
      exchange.close();
      return;
    }
    try (InputStream bytes = archive.open(name)) {
      long size = archive.size(name);
      exchange.sendResponseHeaders(200, size == 0 ? EMPTY : size);
      bytes.transferTo(exchange.getResponseBody());
    }
    exchange.close();
  }

  private void all(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, LENGTH_UNKNOWN);
    // Closing it would say that the body is complete, so that is done only when it is.
    OutputStream body = exchange.getResponseBody();
    ZipOutputStream zip = new ZipOutputStream(body);
    zip.setLevel(Deflater.NO_COMPRESSION);
    for (String name : archive.names()) {
      zip.putNextEntry(new ZipEntry(name));
      try (InputStream bytes = archive.open(name)) {
        bytes.transferTo(zip);
      }
    }
    zip.close();
    exchange.close();
  }
}
