package dev.towpath.benchmarks.load.generator;

import dev.towpath.benchmarks.load.wire.Commands;
import dev.towpath.benchmarks.load.wire.Loopback;
import dev.towpath.benchmarks.load.wire.Pairs;
import dev.towpath.benchmarks.load.wire.Shot;
import dev.towpath.benchmarks.load.wire.ShotLog;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * The generator: runs schedules against a server, open loop. Commands: {@code run} with what {@link
 * Schedule#of} takes, {@code port=N} and {@code log=FILE}; {@code burst port=N count=N} for
 * requests that are held.
 */
public final class GeneratorMain {
  private final Vertx vertx = Loopback.vertx(1, 1);
  private HttpClient client = Loopback.client(vertx);
  private HttpClient multiplexing = Loopback.multiplexingClient(vertx);
  private Burst burst; // null if there is none

  private GeneratorMain() {}

  /** Serves until its input ends. */
  public static void main(String[] args) {
    try {
      GeneratorMain generator = new GeneratorMain();
      Commands.serve("ready=true", generator::answer);
    } catch (RuntimeException e) {
      Commands.refuse(e);
    }
  }

  private String answer(String line) throws Exception {
    String[] words = line.split(" ", 2);
    Pairs settings = Pairs.parse(words.length < 2 ? "" : words[1]);
    return switch (words[0]) {
      case "run" -> run(settings).toString();
      case "burst" -> burst(settings).toString();
      case "ended" -> new Pairs().with("failed", burst.awaitEnd()).toString();
      case "forget" -> forget().toString();
      default -> throw new IllegalArgumentException("no such command: " + words[0]);
    };
  }

  private Pairs run(Pairs settings) throws Exception {
    Schedule schedule = Schedule.of(settings);
    OpenLoop loop = new OpenLoop(vertx, client, (int) settings.number("port"), settings);
    List<Shot> shots = loop.run(schedule);
    String log = URLDecoder.decode(settings.text("log", ""), StandardCharsets.UTF_8);
    if (!log.isEmpty()) {
      Path file = Path.of(log);
      ShotLog.write(file, shots);
      Histograms.write(Path.of(log.replace(".csv.gz", ".hlog")), shots, loop.startMillis());
    }
    return Histograms.summary(shots);
  }

  private Pairs burst(Pairs settings) {
    burst = new Burst(vertx, multiplexing, (int) settings.number("port"));
    int count = (int) settings.number("count");
    burst.start(count);
    return new Pairs().with("started", count);
  }

  /** Closes all connections: the server they led to is gone. */
  private Pairs forget() {
    client.close();
    multiplexing.close();
    client = Loopback.client(vertx);
    multiplexing = Loopback.multiplexingClient(vertx);
    return new Pairs().with("forgotten", true);
  }
}
