package dev.towpath.benchmarks.load;

import dev.towpath.benchmarks.load.Plan.Session;
import dev.towpath.benchmarks.report.Machine;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** The load test from end to end. */
public final class LoadTest {
  private static final int BAR = 24;
  private static final int MOST_COMPLAINTS = 12;

  private final Settings settings;
  private final PrintWriter out;
  private final Store store;
  private final long started = System.nanoTime();
  private final Bridges bridges;
  private int planned;
  private int done;
  private int doneBefore;

  private LoadTest(Settings settings, PrintWriter out, Store store) {
    this.settings = settings;
    this.out = out;
    this.store = store;
    this.bridges = new Bridges(store, settings.quick());
  }

  /**
   * Opens the folder of a run, which may have begun another time.
   *
   * @param out where progress goes
   * @throws IllegalArgumentException if the folder has results of other settings
   * @throws IOException if the folder cannot be written
   */
  public static LoadTest open(Settings settings, PrintWriter out) throws IOException {
    return new LoadTest(settings, out, Store.open(settings.folder(), settings.fingerprint()));
  }

  /** Returns whether the hogs of a rate leave anything for others. */
  public static boolean isPossible(double rate, int cores) {
    return rate > 0 && Plan.hogCores(rate) < cores;
  }

  /**
   * Runs what is missing, as long as it may take, and writes the report.
   *
   * @return whether a report was written; if not, why was said
   */
  public boolean run() throws Exception {
    List<Session> sessions =
        new Plan(settings, Runtime.getRuntime().availableProcessors()).sessions();
    List<Integer> crossings =
        settings.sweeps().contains(Sweep.BRIDGES) ? bridges.cases() : List.of();
    planned = sessions.size() + crossings.size() * settings.rounds();
    List<Session> missing = sessions.stream().filter(this::isMissing).toList();
    done = sessions.size() - missing.size();
    doneBefore = done;
    if (!missing.isEmpty()) {
      try (Runner runner = new Runner(settings, store)) {
        for (Session session : missing) {
          if (outOfTime()) {
            break;
          }
          runner.run(session);
          done++;
          progress(session.round(), session.topic() + "  " + session.entrant().name());
        }
      }
    }
    cross(crossings);
    return report();
  }

  private void cross(List<Integer> crossings) throws Exception {
    for (int round = 1; round <= settings.rounds(); round++) {
      for (int number : crossings) {
        if (bridges.has(number, round)) {
          doneBefore++;
        } else if (outOfTime()) {
          return;
        } else {
          bridges.run(number, round);
        }
        done++;
        progress(round, Sweep.BRIDGES + "  " + Bridges.name(number));
      }
    }
    if (!crossings.isEmpty() && !outOfTime()) {
      bridges.cancel();
    }
  }

  private boolean isMissing(Session session) {
    return session.points().stream()
        .anyMatch(point ->
            !store.hasSound(
                point.sweep(),
                session.entrant().name(),
                point.x(),
                session.round(),
                settings.errors()));
  }

  private boolean outOfTime() {
    return minutes() > settings.minutes();
  }

  private double minutes() {
    return (System.nanoTime() - started) / (double) TimeUnit.MINUTES.toNanos(1);
  }

  private void progress(int round, String what) {
    double left = minutes() / Math.max(1, done - doneBefore) * (planned - done);
    int filled = BAR * done / planned;
    out.printf(
        Locale.ROOT,
        "[%s%s] %3d/%d, %3.0f min left  round %d  %s%n",
        "#".repeat(filled),
        ".".repeat(BAR - filled),
        done,
        planned,
        Math.ceil(left),
        round,
        what);
    out.flush();
  }

  private boolean report() throws IOException {
    List<Cell> cells = Checks.undisturbed(store.cells());
    List<String> complaints = Checks.of(cells, settings.errors());
    if (!complaints.isEmpty()) {
      out.println("NO REPORT, because:");
      complaints.stream().limit(MOST_COMPLAINTS).forEach(line -> out.println("  " + line));
      if (complaints.size() > MOST_COMPLAINTS) {
        out.println("  and " + (complaints.size() - MOST_COMPLAINTS) + " more");
      }
      return false;
    }
    out.println();
    out.print(new LoadReport(store, bridges, facts(cells)).write());
    out.println("report:  " + settings.folder().toAbsolutePath().normalize());
    return true;
  }

  private String facts(List<Cell> cells) {
    long disturbed = cells.stream().filter(cell -> Checks.isDisturbed(cell.metrics())).count();
    return String.format(
        Locale.ROOT,
        "%s%nrun:     %s, %d of %d parts done%ncells:   %d, %d of them while other processes kept"
            + " more than %s of a core busy",
        Machine.facts(),
        store.fingerprint(),
        done,
        planned,
        cells.size(),
        disturbed,
        Checks.OTHERS_LIMIT);
  }
}
