package dev.towpath.migrate;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.ConcurrentHistogram;

/** Measures each step under a small load, and writes what the guide shows. */
final class Figures {
  static final String TABLE = "figures.md";
  static final String INVENTORY = "inventory.md";
  private static final int CLIENTS = 20;
  private static final int ORDERS = 1500;
  private static final int ROUNDS = 3;

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private Figures() {}

  /** What one run of one step showed. */
  private record Run(long p99Micros, int platformThreads) {}

  public static void main(String[] args) throws Exception {
    Path module = Path.of(args[0]);
    Map<Step, List<Run>> runs = new EnumMap<>(Step.class);
    for (int round = 0; round <= ROUNDS; round++) { // the first warms up; steps in turns
      for (Step step : Step.values()) {
        Run run = load(step);
        if (round > 0) {
          runs.computeIfAbsent(step, unused -> new ArrayList<>()).add(run);
        }
      }
    }
    StringBuilder table = new StringBuilder(header());
    for (Step step : Step.values()) {
      List<Run> all = runs.get(step);
      table
          .append(row(step, module))
          .append(" | ")
          .append(all.stream().mapToInt(Run::platformThreads).max().orElseThrow())
          .append(" | ")
          .append("%.1f".formatted(median(all.stream().map(Run::p99Micros).toList()) / 1000.0))
          .append(" |\n");
    }
    Files.writeString(module.resolve(TABLE), table);
    Files.writeString(module.resolve(INVENTORY), inventory(module));
    System.out.print(table);
  }

  static String header() {
    return """
    | step | lines | waits on event loops | still to migrate | for virtual threads | platform threads | p99, ms |
    |---|---|---|---|---|---|---|
    """;
  }

  /** The part of a row that does not depend on the machine. */
  static String row(Step step, Path module) throws IOException {
    Inventory inventory = Inventory.of(step, module);
    return "| %d. [%s](../../samples/migrate/src/main/java/dev/towpath/migrate/%s) | %d | %d | %d | %d"
        .formatted(
            step.ordinal(),
            step.title,
            step.folder,
            inventory.lines(),
            inventory.onEventLoops().size(),
            inventory.toMigrate().size(),
            inventory.threads().size());
  }

  /** What the rules say of the service as it was found. */
  static String inventory(Path module) throws IOException {
    Inventory found = Inventory.of(Step.LEGACY, module);
    List<String> lines = new ArrayList<>();
    found.onEventLoops().forEach(line -> lines.add("event loop: " + line));
    found.toMigrate().forEach(line -> lines.add("to migrate: " + line));
    found.threads().forEach(line -> lines.add("threads: " + line));
    return "```text\n"
        + String.join("\n", lines).replaceAll("dev\\.towpath\\.migrate\\.s0legacy\\.", "")
        + "\n```\n";
  }

  private static Run load(Step step) throws Exception {
    int before;
    String jdbc = "jdbc:h2:mem:load" + NUMBER.incrementAndGet() + ";DB_CLOSE_DELAY=-1";
    ConcurrentHistogram micros = new ConcurrentHistogram(3);
    AtomicInteger most = new AtomicInteger();
    try (Backend backend = new Backend().item("tea", 3, 1_000_000).item("coffee", 5, 1_000_000);
        HttpClient client = HttpClient.newHttpClient()) {
      before = ManagementFactory.getThreadMXBean().getThreadCount();
      Settings settings =
          new Settings(
              backend.uri(), backend.uri(), jdbc, Duration.ofSeconds(30), Duration.ofMillis(2));
      try (Service service = step.start(settings)) {
        ConcurrentLinkedQueue<String> orders = new ConcurrentLinkedQueue<>(orders());
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
          for (int i = 0; i < CLIENTS; i++) {
            clients.submit(() -> order(client, service, orders, micros, most));
          }
        }
      }
    }
    if (micros.getTotalCount() != ORDERS) {
      throw new IllegalStateException(step + ": only " + micros.getTotalCount() + " of " + ORDERS);
    }
    return new Run(micros.getValueAtPercentile(99), most.get() - before);
  }

  private static List<String> orders() {
    List<String> orders = new ArrayList<>();
    for (int i = 0; i < ORDERS; i++) {
      orders.add(
          """
          {"id":"%d","customer":"ada","lines":[{"item":"tea","quantity":1},{"item":"coffee","quantity":1}]}\
          """
              .formatted(i));
    }
    Collections.shuffle(orders, new java.util.Random(1));
    return orders;
  }

  private static Void order(
      HttpClient client,
      Service service,
      ConcurrentLinkedQueue<String> orders,
      ConcurrentHistogram micros,
      AtomicInteger most)
      throws Exception {
    String order;
    while ((order = orders.poll()) != null) {
      HttpRequest request =
          HttpRequest.newBuilder(service.uri().resolve("/orders"))
              .POST(BodyPublishers.ofString(order))
              .build();
      long start = System.nanoTime();
      int status = client.send(request, BodyHandlers.discarding()).statusCode();
      if (status != 200) {
        throw new IllegalStateException("status " + status);
      }
      micros.recordValue((System.nanoTime() - start) / 1000);
      most.accumulateAndGet(ManagementFactory.getThreadMXBean().getThreadCount(), Math::max);
    }
    return null;
  }

  private static long median(List<Long> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
