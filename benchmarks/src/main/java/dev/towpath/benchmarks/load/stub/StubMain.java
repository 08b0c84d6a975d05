package dev.towpath.benchmarks.load.stub;

import dev.towpath.benchmarks.load.wire.Commands;
import dev.towpath.benchmarks.load.wire.Loopback;
import dev.towpath.benchmarks.load.wire.Pairs;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * The pricing service: {@code /price?id=N&sku=N} answers with a number after a time that its table
 * of latencies says, {@code &delay=MS} after that time, {@code &hold=1} when it is told to.
 *
 * <p>All state belongs to its one event loop.
 */
public final class StubMain {
  private static final int LEAST_PRICE = 100;
  private static final long HIGHEST = TimeUnit.MINUTES.toMicros(10);

  private final Vertx vertx = Loopback.vertx(1, 1);
  private final Context loop = vertx.getOrCreateContext();
  private final Latencies latencies;
  private final Histogram late = new Histogram(HIGHEST, 3); // microseconds
  private final List<Runnable> held = new ArrayList<>();
  private boolean holding;
  private long cpuBefore;
  private long timeBefore = System.nanoTime();

  private StubMain(Latencies latencies) {
    this.latencies = latencies;
  }

  /** Serves until its input ends; says {@code port=N} first. */
  public static void main(String[] args) {
    try {
      StubMain stub = new StubMain(Latencies.read());
      Commands.serve(new Pairs().with("port", stub.listen()).toString(), stub::answer);
    } catch (Exception e) {
      Commands.refuse(e);
    }
  }

  private int listen() throws InterruptedException {
    return Loopback.listen(Loopback.server(vertx).requestHandler(this::price), 0);
  }

  private void price(HttpServerRequest request) {
    int sku = Integer.parseInt(request.getParam("sku"));
    Runnable reply = () -> request.response().end(String.valueOf(price(sku)));
    if (holding && request.getParam("hold") != null) {
      held.add(reply);
      return;
    }
    String delay = request.getParam("delay");
    long millis =
        delay == null
            ? latencies.millis(Long.parseLong(request.getParam("id")))
            : Long.parseLong(delay);
    if (millis == 0) {
      reply.run();
      return;
    }
    long due = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    vertx.setTimer(
        millis,
        timer -> {
          late.recordValue(Math.max(0, TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - due)));
          reply.run();
        });
  }

  /** What the service charges; any caller can check it. */
  public static int price(int sku) {
    return LEAST_PRICE + sku * 37 % 900;
  }

  /** Returns something that has a price; the least of them. */
  public static int sku(int price) {
    int sku = 0;
    while (price(sku) != price) {
      sku++;
    }
    return sku;
  }

  private String answer(String command) throws Exception {
    return onLoop(
        switch (command) {
          case "hold" -> this::hold;
          case "held" -> () -> new Pairs().with("held", held.size());
          case "release" -> this::release;
          case "stats" -> this::stats;
          default -> throw new IllegalArgumentException("no such command: " + command);
        });
  }

  private interface Question {
    Pairs ask();
  }

  private String onLoop(Question question) throws Exception {
    CompletableFuture<String> answer = new CompletableFuture<>();
    loop.runOnContext(tick -> answer.complete(question.ask().toString()));
    return answer.get();
  }

  private Pairs hold() {
    holding = true;
    return new Pairs().with("holding", true);
  }

  private Pairs release() {
    int count = held.size();
    holding = false;
    held.forEach(Runnable::run);
    held.clear();
    return new Pairs().with("released", count);
  }

  /** How late answers were since it was last asked, and how much of a core they took. */
  private Pairs stats() {
    long now = System.nanoTime();
    long cpu =
        ProcessHandle.current().info().totalCpuDuration().map(used -> used.toNanos()).orElse(0L);
    Pairs stats =
        new Pairs()
            .with("answers", late.getTotalCount())
            .with("late99", late.getValueAtPercentile(99))
            .with("cores", (double) (cpu - cpuBefore) / (now - timeBefore));
    late.reset();
    cpuBefore = cpu;
    timeBefore = now;
    return stats;
  }
}
