package dev.towpath.benchmarks.load;

import dev.towpath.benchmarks.load.server.Arm;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What is run, in which order: rounds, in each of which everyone has a turn. The order within a
 * round is random, by a seed, so that a slow minute of the machine meets somebody else each time.
 */
final class Plan {
  private static final double[] HOG_SHARES = {0, 0.01, 0.05, 0.2};
  private static final int SMALL_CPU = 200; // microseconds, of requests that are no hogs
  private static final int OWN_DELAY = -1;

  private static final double REQUEST_MILLIS = 8; // in the sweep of processor shares
  private static final double CPU_UTILIZATION = 0.6; // there, when all of it is processor time

  private static final int LOAD_CPU = 4_000; // microseconds, in the sweep of loads
  private static final double[] LOADS = {0.25, 0.5, 0.75, 1};

  /** How far beyond capacity the sweep of loads goes. */
  static final double OVERLOAD = 1.2;

  private static final double BASE = 0.5; // before and after

  private final Settings settings;
  private final int cores;

  Plan(Settings settings, int cores) {
    this.settings = settings;
    this.cores = cores;
  }

  /**
   * One server, from its start to its end.
   *
   * @param points in the order to run
   */
  record Session(Entrant entrant, int round, List<Point> points) {
    /** What it is about, in a word or two. */
    String topic() {
      return points.stream()
          .map(point -> point.sweep().toString())
          .distinct()
          .collect(Collectors.joining("+"));
    }
  }

  List<Session> sessions() {
    List<Session> all = new ArrayList<>();
    for (int round = 1; round <= settings.rounds(); round++) {
      List<Session> some = settings.quick() ? together(round) : apart(round);
      Collections.shuffle(some, new Random(round));
      all.addAll(some);
    }
    return all;
  }

  private List<Session> apart(int round) {
    List<Session> some = new ArrayList<>();
    for (Sweep sweep : settings.sweeps()) {
      for (Entrant entrant : entrants(sweep)) {
        some.add(new Session(entrant, round, shuffled(sweep, entrant, round)));
      }
    }
    return some;
  }

  /** All that an entrant has to do, by one server: a start takes as long as a short measurement. */
  private List<Session> together(int round) {
    Map<Entrant, List<Point>> all = new LinkedHashMap<>();
    for (Sweep sweep : settings.sweeps()) {
      for (Entrant entrant : entrants(sweep)) {
        all.computeIfAbsent(entrant, key -> new ArrayList<>())
            .addAll(shuffled(sweep, entrant, round));
      }
    }
    List<Session> some = new ArrayList<>();
    all.forEach((entrant, points) -> some.add(new Session(entrant, round, points)));
    return some;
  }

  private List<Point> shuffled(Sweep sweep, Entrant entrant, int round) {
    List<Point> points = new ArrayList<>(points(sweep));
    if (sweep != Sweep.MEMORY) { // few first: what a process once had in memory it keeps
      Collections.shuffle(points, new Random(31L * round + entrant.name().hashCode()));
    }
    return points;
  }

  private List<Entrant> entrants(Sweep sweep) {
    Stream<Arm> arms = settings.arms().stream();
    return switch (sweep) {
      case HOGS ->
          Stream.concat(
                  arms.filter(arm -> !settings.quick() || arm.kind == Arm.Kind.AS_IS)
                      .map(Entrant::of),
                  Stream.of(Entrant.TWIN).filter(twin -> settings.arms().contains(twin.arm())))
              .toList();
      case CPU, LOAD, MEMORY ->
          arms.filter(arm -> arm.kind == Arm.Kind.AS_IS).map(Entrant::of).toList();
      case CARRIERS ->
          arms.filter(Arm::virtual)
              .flatMap(arm -> carriers().mapToObj(count -> Entrant.withCarriers(arm, count)))
              .toList();
      case BRIDGES -> List.of();
    };
  }

  /** 1, 2, 4 and so on, up to the machine's. */
  private IntStream carriers() {
    TreeSet<Integer> counts = new TreeSet<>(List.of(1, cores));
    for (int count = 2; count < cores; count *= 2) {
      counts.add(count);
    }
    return counts.stream().mapToInt(Integer::intValue);
  }

  private List<Point> points(Sweep sweep) {
    return switch (sweep) {
      case HOGS, CARRIERS ->
          DoubleStream.of(HOG_SHARES).mapToObj(share -> hogs(sweep, share)).toList();
      case CPU -> IntStream.of(0, 25, 50, 75, 100).mapToObj(this::processorShare).toList();
      case LOAD ->
          Stream.concat(
                  DoubleStream.of(LOADS).mapToObj(this::load), Stream.of(overloadAndRecovery()))
              .toList();
      case MEMORY ->
          (settings.quick() ? IntStream.of(1_000) : IntStream.of(1_000, 10_000, 50_000))
              .mapToObj(Point::held)
              .toList();
      case BRIDGES -> List.of();
    };
  }

  private Point hogs(Sweep sweep, double share) {
    return new Point(
        sweep,
        100 * share,
        phase(settings.rate(), settings.seconds()),
        share,
        SMALL_CPU,
        OWN_DELAY);
  }

  private Point processorShare(int percent) {
    double cpuMillis = REQUEST_MILLIS * percent / 100;
    double rate = CPU_UTILIZATION * cores * 1_000 / REQUEST_MILLIS;
    return new Point(
        Sweep.CPU,
        percent,
        phase(rate, settings.seconds()),
        0,
        (int) (1_000 * cpuMillis),
        (int) (REQUEST_MILLIS - cpuMillis));
  }

  private Point load(double share) {
    return new Point(
        Sweep.LOAD,
        100 * share,
        phase(share * capacity(), settings.seconds()),
        0,
        LOAD_CPU,
        OWN_DELAY);
  }

  private Point overloadAndRecovery() {
    String phases =
        String.join(
            ",",
            phase(BASE * capacity(), settings.seconds()),
            phase(OVERLOAD * capacity(), settings.seconds()),
            phase(BASE * capacity(), 2 * settings.seconds()));
    return new Point(Sweep.LOAD, 100 * OVERLOAD, phases, 0, LOAD_CPU, OWN_DELAY);
  }

  /** Requests a second that all cores could score if they did nothing else. */
  private double capacity() {
    return cores * 1e6 / LOAD_CPU;
  }

  private static String phase(double rate, double seconds) {
    return String.format(Locale.ROOT, "%.2f:%.2f", rate, seconds);
  }

  /** Returns how many cores hogs keep busy at the most. */
  static double hogCores(double rate) {
    double share = HOG_SHARES[HOG_SHARES.length - 1];
    return rate * share * (Point.HOG_LEAST + Point.HOG_MOST) / 2 / 1e6;
  }
}
