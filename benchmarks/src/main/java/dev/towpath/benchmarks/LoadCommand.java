package dev.towpath.benchmarks;

import dev.towpath.benchmarks.load.LoadTest;
import dev.towpath.benchmarks.load.Settings;
import dev.towpath.benchmarks.load.Sweep;
import dev.towpath.benchmarks.load.server.Arm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The styles under mixed load. */
@Command(
    name = "load",
    usageHelpAutoWidth = true,
    description = {
      "One server in eight styles, asked by another process; some requests burn processor time.",
      "What happens to the latency of all the others? Goes on where it was cut short."
    })
final class LoadCommand implements Callable<Integer> {
  private static final int QUICK_ROUNDS = 1;
  private static final int FULL_ROUNDS = 5;
  private static final double QUICK_SECONDS = 1;
  private static final double FULL_SECONDS = 10;
  private static final double MOST_SECONDS = 600;
  private static final int MOST_ROUNDS = 100;
  private static final double RATE_PER_CORE = 25;
  private static final double MOST_MINUTES = 24 * 60;
  private static final int HIGHEST_PORT = 65_535;

  @Spec private CommandSpec spec;

  @Option(
      names = "--quick",
      description = "A first impression, in less than two minutes: no off-loading, one round.")
  private boolean quick;

  @Option(
      names = "--style",
      paramLabel = "NAME",
      split = ",",
      description = "Only these, e.g. virtual,reactor+boundedElastic.")
  private List<String> styles = List.of();

  @Option(
      names = "--sweep",
      paramLabel = "NAME",
      split = ",",
      description = "Only these: hogs, cpu, load, memory, carriers, bridges.")
  private List<String> sweeps = List.of();

  @Option(
      names = "--rounds",
      paramLabel = "COUNT",
      description = "How often each is measured; 5 unless quick.")
  private Integer rounds;

  @Option(
      names = "--seconds",
      paramLabel = "SECONDS",
      description = "How long each point takes; 10 unless quick.")
  private Double seconds;

  @Option(
      names = "--rate",
      paramLabel = "REQUESTS",
      description = "Requests a second beside hogs; 25 a core unless told otherwise.")
  private Double rate;

  @Option(
      names = "--arrivals",
      paramLabel = "NAME",
      defaultValue = "poisson",
      description = "poisson or constant.")
  private String arrivals;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Where the server listens, on loopback; 0 for any.")
  private int port;

  @Option(
      names = "--minutes",
      paramLabel = "MINUTES",
      defaultValue = "" + MOST_MINUTES,
      description = "Stops after so long, reports what there is, and goes on when run again.")
  private double minutes;

  @Option(
      names = "--errors",
      paramLabel = "SHARE",
      defaultValue = "0.001",
      description = "No report if more requests fail; 0.001 unless told otherwise.")
  private double errors;

  @Option(
      names = "--report",
      paramLabel = "FOLDER",
      defaultValue = "${sys:bench.report:-target/report}",
      description = "Where everything goes, in a folder load or load-quick.")
  private Path folder;

  @Option(names = "--fresh", description = "Deletes what an earlier run has left there.")
  private boolean fresh;

  @Option(names = "--help", usageHelp = true, description = "Shows this.")
  private boolean help;

  @Override
  public Integer call() throws Exception {
    LoadTest test = open(settings());
    return test.run() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private Settings settings() {
    int cores = Runtime.getRuntime().availableProcessors();
    double perSecond = rate == null ? RATE_PER_CORE * cores : rate;
    if (!LoadTest.isPossible(perSecond, cores)) {
      throw wrong(
          "--rate impossible on " + cores + " cores, hogs would take them all: " + perSecond);
    }
    if (!arrivals.equals("poisson") && !arrivals.equals("constant")) {
      throw wrong("--arrivals neither poisson nor constant: " + arrivals);
    }
    checkPort();
    return new Settings(
        folder.resolve(quick ? "load-quick" : "load"),
        quick,
        (int) within("--rounds", rounds == null ? defaultRounds() : rounds, 1, MOST_ROUNDS),
        within("--seconds", seconds == null ? defaultSeconds() : seconds, 0.1, MOST_SECONDS),
        perSecond,
        arrivals,
        port,
        within("--minutes", minutes, 0, MOST_MINUTES),
        within("--errors", errors, 0, 1),
        styles.isEmpty() ? List.of(Arm.values()) : styles.stream().map(this::arm).toList(),
        sweeps.isEmpty() ? defaultSweeps() : sweeps.stream().map(this::sweep).toList());
  }

  private int defaultRounds() {
    return quick ? QUICK_ROUNDS : FULL_ROUNDS;
  }

  private double defaultSeconds() {
    return quick ? QUICK_SECONDS : FULL_SECONDS;
  }

  private List<Sweep> defaultSweeps() {
    return quick ? List.of(Sweep.HOGS, Sweep.MEMORY, Sweep.BRIDGES) : List.of(Sweep.values());
  }

  private double within(String name, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw wrong(name + " not in " + least + " to " + most + ": " + value);
    }
    return value;
  }

  private Arm arm(String label) {
    try {
      return Arm.labelled(label);
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  private Sweep sweep(String name) {
    try {
      return Sweep.named(name);
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  private void checkPort() {
    within("--port", port, 0, HIGHEST_PORT);
    try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      free.setReuseAddress(true);
    } catch (IOException e) {
      throw wrong("cannot serve on port " + port + ": " + e.getMessage());
    }
  }

  private LoadTest open(Settings settings) {
    try {
      if (fresh && Files.exists(settings.folder())) {
        delete(settings.folder());
      }
      return LoadTest.open(settings, spec.commandLine().getOut());
    } catch (IOException e) {
      throw wrong("cannot write to " + settings.folder() + ": " + e);
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
