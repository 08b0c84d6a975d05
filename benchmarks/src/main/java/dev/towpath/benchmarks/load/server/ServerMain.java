package dev.towpath.benchmarks.load.server;

import dev.towpath.benchmarks.load.wire.Commands;
import dev.towpath.benchmarks.load.wire.Loopback;
import dev.towpath.benchmarks.load.wire.Pairs;
import dev.towpath.benchmarks.run.Memory;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The server under test, in one style: {@code arm=LABEL remote=PORT port=PORT steps=N}, where 0 is
 * any port and steps are those of {@link Work}. Answers {@code /order?id=N&sku=N&cpu=MICROSECONDS}.
 */
public final class ServerMain {
  private final Style style;
  private final AtomicInteger underWay = new AtomicInteger();

  ServerMain(Style style) {
    this.style = style;
  }

  /** Serves until its input ends; says {@code port=N} first. */
  public static void main(String[] args) {
    try {
      Pairs settings = Pairs.parse(args);
      Kit kit = kit(settings);
      ServerMain server = new ServerMain(Arm.labelled(settings.text("arm")).start(kit));
      int port = server.listen(kit.vertx(), (int) settings.number("port"));
      Commands.serve(new Pairs().with("port", port).toString(), server::answer);
    } catch (Exception e) {
      Commands.refuse(e);
    }
  }

  /** Makes what styles need, of {@code remote=PORT steps=N}. */
  static Kit kit(Pairs settings) throws SQLException {
    int cores = Runtime.getRuntime().availableProcessors();
    Vertx vertx = Loopback.vertx(cores, Kit.blocking(cores));
    Stock stock = new Stock(Kit.blocking(cores));
    Work work = new Work(settings.number("steps"));
    return new Kit(vertx, new Steps(vertx, (int) settings.number("remote"), work, stock), cores);
  }

  /** Listens, and returns the port. */
  int listen(Vertx vertx, int port) throws InterruptedException {
    return Loopback.listen(Loopback.server(vertx).requestHandler(this::accept), port);
  }

  private void accept(HttpServerRequest request) {
    HttpReply reply = new HttpReply(request.response(), Vertx.currentContext(), underWay);
    try {
      style.handle(Order.of(request.params()), reply);
    } catch (RuntimeException e) {
      reply.failure(e);
    }
  }

  private String answer(String command) throws Exception {
    return switch (command) {
      case "underway" -> new Pairs().with("underway", underWay.get()).toString();
      case "memory" ->
          new Pairs()
              .with("heap", Memory.liveHeap())
              .with("rss", Memory.resident(ProcessHandle.current().pid()))
              .toString();
      default -> throw new IllegalArgumentException("no such command: " + command);
    };
  }
}
