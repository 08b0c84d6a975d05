package dev.towpath.benchmarks.load;

import dev.towpath.benchmarks.load.Plan.Session;
import dev.towpath.benchmarks.load.generator.GeneratorMain;
import dev.towpath.benchmarks.load.server.ServerMain;
import dev.towpath.benchmarks.load.stub.StubMain;
import dev.towpath.benchmarks.load.wire.Pairs;
import dev.towpath.benchmarks.load.wire.Shot;
import dev.towpath.benchmarks.load.wire.ShotLog;
import dev.towpath.benchmarks.run.Processors;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs sessions: the remote service and the generator are there for all of them, the server is
 * started for each. All on loopback.
 */
final class Runner implements AutoCloseable {
  private static final List<String> HELPER_FLAGS = List.of("-Xms256m", "-Xmx1g");
  private static final List<String> SERVER_FLAGS = List.of("-Xms512m", "-Xmx2g");
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration MAY_TAKE = Duration.ofSeconds(90); // beside the time it should take
  private static final int ATTEMPTS = 3;
  private static final int QUICK_ATTEMPTS = 2;
  private static final long LOOK_MILLIS = 20;
  private static final int LOOKS = 3_000;

  private static final String WARM_UP_PHASE = "400:1.0";
  private static final int WARM_UPS = 6;
  private static final int QUICK_WARM_UPS = 1;
  private static final int FIRST_WARM_UPS = 3; // the generator has to warm up, too
  private static final double STEADY = 0.15;
  private static final int WARM_UP_CPU = 200;

  private final Settings settings;
  private final Store store;
  private final Path log;
  private final Child stub;
  private final Child generator;
  private boolean warm;

  Runner(Settings settings, Store store) throws IOException, InterruptedException {
    this.settings = settings;
    this.store = store;
    this.log = store.folder().resolve("processes.log");
    this.stub = Child.start(StubMain.class, HELPER_FLAGS, new Pairs(), false, log);
    try {
      this.generator = Child.start(GeneratorMain.class, HELPER_FLAGS, new Pairs(), false, log);
    } catch (IOException | InterruptedException e) {
      stub.close();
      throw e;
    }
  }

  /** Runs what is not in the store yet. */
  void run(Session session) throws IOException, InterruptedException {
    List<Point> missing = session.points().stream().filter(point -> !has(session, point)).toList();
    if (missing.isEmpty()) {
      return;
    }
    try (Child server = startServer(session.entrant())) {
      generator.ask("forget", SOON);
      warmUp(server);
      for (Point point : missing) {
        store.add(
            new Cell(
                point.sweep(),
                session.entrant().name(),
                point.x(),
                session.round(),
                point.isHeld() ? held(server, point) : attempts(server, session, point)));
      }
    }
  }

  private boolean has(Session session, Point point) {
    return store.hasSound(
        point.sweep(), session.entrant().name(), point.x(), session.round(), settings.errors());
  }

  private Child startServer(Entrant entrant) throws IOException, InterruptedException {
    Pairs arguments =
        new Pairs()
            .with("arm", entrant.arm().label)
            .with("remote", stub.first().number("port"))
            .with("port", settings.port())
            .with("steps", store.stepsPerMilli());
    List<String> flags = new ArrayList<>(SERVER_FLAGS);
    flags.addAll(entrant.flags());
    return Child.start(ServerMain.class, flags, arguments, true, log);
  }

  /** Asks until it gets no faster any more; a first impression has no time for that. */
  private void warmUp(Child server) throws IOException, InterruptedException {
    Point easy = new Point(Sweep.HOGS, 0, WARM_UP_PHASE, 0, WARM_UP_CPU, -1);
    double before = Double.MAX_VALUE;
    int most = settings.quick() ? QUICK_WARM_UPS : WARM_UPS;
    for (int i = warm ? 0 : -FIRST_WARM_UPS; i < most; i++) {
      Pairs gave = generator.ask(command(server, easy, WARM_UPS + i), MAY_TAKE);
      warm |= i >= 0;
      double now = gave.decimal("p50");
      if (i > 0 && Math.abs(before - now) < STEADY * now) {
        return;
      }
      before = now;
    }
  }

  private String command(Child server, Point point, long seed) {
    return "run " + point.traffic(settings.arrivals(), seed).with("port", port(server));
  }

  private static long port(Child server) {
    return server.first().number("port");
  }

  /** Measures again what the checks would refuse: somebody else may have used the machine. */
  private Map<String, Double> attempts(Child server, Session session, Point point)
      throws IOException, InterruptedException {
    Map<String, Double> metrics = Map.of();
    int most = settings.quick() ? QUICK_ATTEMPTS : ATTEMPTS;
    for (int attempt = 0; attempt < most; attempt++) {
      metrics = run(server, session, point);
      boolean disturbed = !settings.quick() && Checks.isDisturbed(metrics);
      if (!disturbed && Checks.ofOne(metrics, settings.errors()).isEmpty()) {
        break;
      }
    }
    return metrics;
  }

  private Map<String, Double> run(Child server, Session session, Point point)
      throws IOException, InterruptedException {
    Path file = store.log(point.sweep(), session.entrant().name(), point.x(), session.round());
    String where = URLEncoder.encode(file.toAbsolutePath().toString(), StandardCharsets.UTF_8);
    stub.ask("stats", SOON);
    long busy = Processors.busyNanos();
    long own = ownCpu(server);
    long serverCpu = server.cpuNanos();
    long start = System.nanoTime();
    generator.ask(
        command(server, point, session.round()) + " log=" + where,
        MAY_TAKE.plusSeconds((long) point.seconds()));
    double elapsed = System.nanoTime() - start;
    double others = Math.max(0, Processors.busyNanos() - busy - (ownCpu(server) - own)) / elapsed;
    Pairs stubStats = stub.ask("stats", SOON);
    List<Shot> shots = ShotLog.read(file);
    Map<String, Double> metrics = metrics(point, shots);
    metrics.put(Cell.CPU, (server.cpuNanos() - serverCpu) / 1e3 / shots.size());
    metrics.put(Cell.OTHERS, others);
    metrics.put(Cell.LATE, stubStats.decimal("late99"));
    metrics.put(Cell.STUB_CORES, stubStats.decimal("cores"));
    return metrics;
  }

  private static Map<String, Double> metrics(Point point, List<Shot> shots) {
    String[] phases = point.phases().split(",");
    if (phases.length == 1) {
      return Metrics.of(shots, point.seconds());
    }
    double before = seconds(phases[0]);
    double after = before + seconds(phases[1]);
    Map<String, Double> metrics = Metrics.of(Metrics.between(shots, before, after), after - before);
    metrics.put(Cell.RECOVERY, Metrics.recovery(shots, before, after));
    return metrics;
  }

  private static double seconds(String phase) {
    return Double.parseDouble(phase.substring(phase.indexOf(':') + 1));
  }

  private long ownCpu(Child server) {
    long own = ProcessHandle.current().info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
    return own + server.cpuNanos() + stub.cpuNanos() + generator.cpuNanos();
  }

  /** Lets requests pile up, and weighs them. */
  private Map<String, Double> held(Child server, Point point)
      throws IOException, InterruptedException {
    long count = (long) point.x();
    Pairs empty = server.ask("memory", MAY_TAKE);
    stub.ask("hold", SOON);
    generator.ask("burst port=" + port(server) + " count=" + count, SOON);
    for (int look = 0; server.ask("underway", SOON).number("underway") < count; look++) {
      if (look == LOOKS) {
        throw new IOException("fewer than " + count + " requests arrived");
      }
      Thread.sleep(LOOK_MILLIS);
    }
    double atRemote = awaitSettled();
    Pairs full = server.ask("memory", MAY_TAKE);
    stub.ask("release", SOON);
    double failed = generator.ask("ended", MAY_TAKE).decimal("failed");
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put(Cell.SENT, (double) count);
    metrics.put(Cell.FAILED, failed);
    metrics.put("atremote", atRemote);
    metrics.put(Cell.HEAP, (full.decimal("heap") - empty.decimal("heap")) / count);
    metrics.put(Cell.RSS, (full.decimal("rss") - empty.decimal("rss")) / count);
    return metrics;
  }

  /** Not all that the server has accepted need be with the remote service, and none at once. */
  private double awaitSettled() throws IOException, InterruptedException {
    double before = -1;
    double now = 0;
    for (int look = 0; now != before && look < LOOKS; look++) {
      Thread.sleep(10 * LOOK_MILLIS);
      before = now;
      now = stub.ask("held", SOON).decimal("held");
    }
    return now;
  }

  @Override
  public void close() {
    generator.close();
    stub.close();
  }
}
