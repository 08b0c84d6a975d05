package dev.towpath.timeline;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Chromium without a window, told what to do by its DevTools protocol. */
final class Browser implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");
  private static final Pattern LISTENING = Pattern.compile("DevTools listening on ws://([^/]+)/.*");
  private static final Pattern PAGE = Pattern.compile("\"webSocketDebuggerUrl\": *\"([^\"]+)\"");
  private static final Pattern VALUE = Pattern.compile("\"value\":\"([^\"]*)\"");

  private final Process process;
  private final WebSocket socket;
  private final Messages messages;
  private final List<String> errors = new ArrayList<>();
  private int commands;

  private Browser(Process process, WebSocket socket, Messages messages) {
    this.process = process;
    this.socket = socket;
    this.messages = messages;
  }

  /** What it says, whole messages only. */
  private static final class Messages implements WebSocket.Listener {
    private final BlockingQueue<String> whole = new LinkedBlockingQueue<>();
    private final StringBuilder part = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
      part.append(text);
      if (last) {
        whole.add(part.toString());
        part.setLength(0);
      }
      from.request(1);
      return null;
    }
  }

  /** Returns the program, if there is one on the path. */
  static Optional<Path> program() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static Browser start(Path program, Path profile) throws Exception {
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--headless=new",
                "--no-sandbox", // refuses to run as root otherwise
                "--disable-gpu",
                "--disable-background-networking",
                "--no-first-run",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .start();
    try {
      String address = address(process.inputReader());
      Messages messages = new Messages();
      HttpClient client = HttpClient.newHttpClient();
      URI fresh = URI.create("http://" + address + "/json/new");
      String answer =
          client
              .send(
                  HttpRequest.newBuilder(fresh).PUT(HttpRequest.BodyPublishers.noBody()).build(),
                  BodyHandlers.ofString())
              .body();
      Matcher page = PAGE.matcher(answer);
      if (!page.find()) {
        throw new IOException("no page: " + answer);
      }
      WebSocket socket =
          client.newWebSocketBuilder().buildAsync(URI.create(page.group(1)), messages).get();
      Browser browser = new Browser(process, socket, messages);
      browser.tell("Runtime.enable", "{}");
      browser.tell("Page.enable", "{}");
      return browser;
    } catch (Throwable t) {
      process.destroyForcibly().waitFor();
      throw t;
    }
  }

  private static String address(BufferedReader output) throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      Matcher listening = LISTENING.matcher(line);
      if (listening.matches()) {
        return listening.group(1);
      }
    }
    throw new IOException("the browser does not listen");
  }

  /** Gives a command and returns the answer. */
  String tell(String method, String parameters) throws Exception {
    int id = ++commands;
    String command =
        "{\"id\":%d,\"method\":\"%s\",\"params\":%s}".formatted(id, method, parameters);
    socket.sendText(command, true).get();
    return awaitMessage("{\"id\":" + id + ",");
  }

  private String awaitMessage(String beginning) throws Exception {
    while (true) {
      String message = messages.whole.poll(30, TimeUnit.SECONDS);
      if (message == null) {
        throw new TimeoutException("never came: " + beginning);
      }
      if (message.contains("Runtime.exceptionThrown")) {
        errors.add(message);
      }
      if (message.startsWith(beginning)) {
        return message;
      }
    }
  }

  /** Opens a page in a window of that size and waits until it has run its scripts. */
  void open(Path page, int width, int height) throws Exception {
    tell(
        "Emulation.setDeviceMetricsOverride",
        "{\"width\":%d,\"height\":%d,\"deviceScaleFactor\":1,\"mobile\":false}"
            .formatted(width, height));
    tell("Page.navigate", "{\"url\":\"" + page.toUri() + "\"}");
    awaitMessage("{\"method\":\"Page.loadEventFired\"");
  }

  /** Returns what an expression comes to, as text. */
  String evaluate(String script) throws Exception {
    String expression =
        "encodeURIComponent(" + script.replace("\\", "\\\\").replace("\"", "\\\"") + ")";
    Matcher value =
        VALUE.matcher(tell("Runtime.evaluate", "{\"expression\":\"" + expression + "\"}"));
    if (!value.find()) {
      throw new IOException("no value: " + script);
    }
    return URLDecoder.decode(value.group(1), StandardCharsets.UTF_8);
  }

  /** Does something with the mouse: mouseMoved, mousePressed, mouseReleased, mouseWheel. */
  void mouse(String type, double x, double y, String more) throws Exception {
    tell(
        "Input.dispatchMouseEvent",
        "{\"type\":\"%s\",\"x\":%s,\"y\":%s%s}".formatted(type, x, y, more));
  }

  void click(double x, double y) throws Exception {
    String button = ",\"button\":\"left\",\"clickCount\":1";
    mouse("mousePressed", x, y, button + ",\"buttons\":1");
    mouse("mouseReleased", x, y, button);
  }

  void type(String text) throws Exception {
    tell("Input.insertText", "{\"text\":\"" + text + "\"}");
  }

  /** What scripts have thrown so far. */
  List<String> errors() {
    return List.copyOf(errors);
  }

  @Override
  public void close() throws InterruptedException {
    socket.abort();
    List<ProcessHandle> children = process.descendants().toList();
    process.destroy();
    process.waitFor(10, TimeUnit.SECONDS);
    children.forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor();
  }
}
