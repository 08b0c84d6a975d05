package dev.towpath.guide;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A headless Chromium with one page, steered over its DevTools socket by the test's thread. */
final class Chromium implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final Path profile;
  private final HttpClient http = HttpClient.newHttpClient();
  private final LinkedBlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
  private final WebSocket socket;
  private final String session;
  private int number;

  private Chromium(Process process, Path profile, URI devTools) throws Exception {
    this.process = process;
    this.profile = profile;
    socket = http.newWebSocketBuilder().buildAsync(devTools, new Messages()).join();
    String target =
        call(null, "Target.createTarget", Map.of("url", "about:blank")).path("targetId").asText();
    session =
        call(null, "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
            .path("sessionId")
            .asText();
    call(session, "Page.enable", Map.of());
    call(session, "Runtime.enable", Map.of());
    call(session, "Network.enable", Map.of());
  }

  /** Where Chromium is, if it is on the path. */
  static Optional<Path> installed() {
    return Stream.of(System.getenv("PATH").split(":"))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static Chromium start(Path executable) throws Exception {
    Path profile = Files.createTempDirectory("chromium");
    Process process =
        new ProcessBuilder(
                executable.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .start();
    BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream()));
    String line;
    while ((line = out.readLine()) != null) {
      if (line.startsWith("DevTools listening on ")) {
        Thread.ofVirtual().start(() -> out.lines().forEach(unread -> {}));
        return new Chromium(process, profile, URI.create(line.substring(22)));
      }
    }
    throw new IOException("Chromium ended: exit code " + process.waitFor());
  }

  /**
   * Opens a page and waits until it has loaded; returns what its console and network complained of.
   */
  List<String> open(String url) throws Exception {
    messages.clear();
    call(session, "Page.navigate", Map.of("url", url));
    awaitEvent("Page.loadEventFired");
    evaluate("1"); // what the page's scripts had to say has arrived by the answer
    return messages.stream()
        .filter(each -> each.path("method").asText().matches(".*(exceptionThrown|loadingFailed)"))
        .map(each -> each.path("params").toString())
        .toList();
  }

  void width(int width) throws Exception {
    call(
        session,
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 1200, "deviceScaleFactor", 1, "mobile", width < 600));
  }

  /** The value of a JavaScript expression. */
  JsonNode evaluate(String expression) throws Exception {
    JsonNode result =
        call(session, "Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
    if (result.has("exceptionDetails")) {
      throw new IOException(expression + ": " + result.path("exceptionDetails"));
    }
    return result.path("result").path("value");
  }

  void screenshot(Path file) throws Exception {
    JsonNode shot = call(session, "Page.captureScreenshot", Map.of("format", "png"));
    Files.createDirectories(file.getParent());
    Files.write(file, Base64.getDecoder().decode(shot.path("data").asText()));
  }

  private JsonNode call(String in, String method, Map<String, Object> params) throws Exception {
    int id = ++number;
    Map<String, Object> message = new HashMap<>();
    message.put("id", id);
    message.put("method", method);
    message.put("params", params);
    if (in != null) {
      message.put("sessionId", in);
    }
    socket.sendText(JSON.writeValueAsString(message), true).join();
    List<JsonNode> others = new ArrayList<>();
    while (true) {
      JsonNode next = next(method);
      if (next.path("id").asInt() == id) {
        messages.addAll(others);
        if (next.has("error")) {
          throw new IOException(method + ": " + next.path("error"));
        }
        return next.path("result");
      }
      others.add(next);
    }
  }

  private void awaitEvent(String method) throws Exception {
    List<JsonNode> others = new ArrayList<>();
    JsonNode next;
    do {
      next = next(method);
      others.add(next);
    } while (!next.path("method").asText().equals(method));
    messages.addAll(others);
  }

  private JsonNode next(String awaited) throws Exception {
    JsonNode next = messages.poll(30, TimeUnit.SECONDS);
    if (next == null) {
      throw new IOException("never came: " + awaited);
    }
    return next;
  }

  @Override
  public void close() throws IOException {
    socket.abort();
    http.shutdownNow();
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try (Stream<Path> files = Files.walk(profile)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }

  /** Puts texts together, which may come in pieces. */
  private final class Messages implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        try {
          messages.add(JSON.readTree(text.toString()));
        } catch (IOException e) {
          throw new IllegalStateException("not JSON: " + text, e);
        }
        text.setLength(0);
      }
      webSocket.request(1);
      return null;
    }
  }
}
