package dev.towpath.benchmarks.run;

import dev.towpath.benchmarks.report.Figure;
import dev.towpath.benchmarks.rivals.Rivals;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs cases and collects figures. Rivals take turns, a short JVM each: a minute in which the
 * machine is slow then meets all of them, and ratios stay fair.
 */
public final class Campaign {
  private static final TimeValue STUCK = TimeValue.minutes(1);

  /** A case under a regime. */
  public record Leg(Regime regime, Case subject) {}

  private final Effort effort;
  private final PrintWriter out;
  private final long mayWaitUntil;
  private final List<String> failures = new ArrayList<>();
  private GoProgram go; // null until some case needs it
  private long started;
  private int planned;
  private int done;

  /**
   * @param effort how long each run may take
   * @param patience for how long, from now, to wait for a quiet machine before each run and to
   *     repeat runs that were disturbed; zero to take the machine as it is
   * @param out where progress goes
   */
  public Campaign(Effort effort, Duration patience, PrintWriter out) {
    this.effort = effort;
    this.out = out;
    this.mayWaitUntil = System.nanoTime() + patience.toNanos();
    // Its lock fails a run when another JMH runs on the machine; we see for ourselves who disturbs.
    System.setProperty("jmh.ignoreLock", "true");
  }

  /** Runs all and returns a figure for each case, regime and rival that did not fail. */
  public List<Figure> run(List<Leg> legs) throws InterruptedException {
    planned = legs.stream().mapToInt(leg -> leg.subject.rivals().size()).sum() * effort.rounds;
    buildGo(legs);
    started = System.nanoTime();
    List<Figure> figures = new ArrayList<>();
    for (Leg leg : legs) {
      figures.addAll(runHogged(leg));
    }
    return figures;
  }

  private void buildGo(List<Leg> legs) throws InterruptedException {
    if (legs.stream().anyMatch(leg -> leg.subject.rivals().contains(Rivals.GO))) {
      try {
        go = GoProgram.build();
      } catch (IOException e) {
        failed(legs.getFirst(), Rivals.GO, e);
      }
    }
  }

  private List<Figure> runHogged(Leg leg) throws InterruptedException {
    List<Hog> hogs = new ArrayList<>();
    try {
      while (hogs.size() < leg.regime.hogs) {
        hogs.add(Hog.start());
      }
      return run(leg);
    } catch (IOException e) {
      failed(leg, "all", e);
      return List.of();
    } finally {
      hogs.forEach(Hog::close);
    }
  }

  /** Returns one line for each run that failed. */
  public List<String> failures() {
    return failures;
  }

  private List<Figure> run(Leg leg) throws InterruptedException {
    Map<String, List<Sample>> samples = new LinkedHashMap<>();
    leg.subject.rivals().forEach(rival -> samples.put(rival, new ArrayList<>()));
    for (int round = 0; round < effort.rounds; round++) {
      takeTurns(leg, samples);
    }
    for (int extra = 0; extra < effort.rounds && tooDisturbed(leg, samples); extra++) {
      planned += samples.size();
      takeTurns(leg, samples);
    }
    List<Figure> figures = new ArrayList<>();
    samples.forEach((rival, its) -> {
      if (!its.isEmpty()) {
        figures.add(Sample.figure(its, leg.regime, leg.subject.name(), rival));
      }
    });
    return figures;
  }

  private void takeTurns(Leg leg, Map<String, List<Sample>> samples) throws InterruptedException {
    for (Map.Entry<String, List<Sample>> entry : samples.entrySet()) {
      List<Sample> its;
      do {
        awaitQuiet(leg.regime);
        its = run(leg, entry.getKey());
      } while (mayWait() && 2 * Sample.countUndisturbed(its, leg.regime) < its.size());
      done++;
      progress(leg, entry.getKey(), its);
      entry.getValue().addAll(its);
    }
  }

  private void awaitQuiet(Regime regime) throws InterruptedException {
    while (mayWait() && Processors.busyCores() > regime.hogs + Sample.TOLERABLE) {
      // busyCores has waited
    }
  }

  private boolean mayWait() {
    return System.nanoTime() < mayWaitUntil;
  }

  /** Only by the clock: processor time hardly depends on who else had some. */
  private boolean tooDisturbed(Leg leg, Map<String, List<Sample>> samples) {
    return leg.regime.measure.equals(Figure.WALL)
        && samples.values().stream()
            .anyMatch(its ->
                !its.isEmpty() && Sample.countUndisturbed(its, leg.regime) < effort.wanted());
  }

  private List<Sample> run(Leg leg, String rival) throws InterruptedException {
    List<Sample> samples = new ArrayList<>();
    try {
      if (rival.equals(Rivals.GO)) {
        return go == null ? samples : go.run(leg.subject, leg.regime, effort);
      }
      for (RunResult result : new Runner(options(leg, rival).build()).run()) {
        for (BenchmarkResult fork : result.getBenchmarkResults()) {
          fork.getIterationResults().forEach(iteration -> samples.add(sample(iteration)));
        }
      }
    } catch (RunnerException e) {
      failed(leg, rival, root(e));
    } catch (IOException e) {
      failed(leg, rival, e);
    }
    return samples;
  }

  private void failed(Leg leg, String rival, Throwable reason) {
    failures.add(leg.regime + " " + leg.subject.name() + " " + rival + ": " + reason);
    out.println("FAILED " + reason);
  }

  /** JMH hides what a benchmark threw among the suppressed exceptions of a cause. */
  private static Throwable root(Throwable failure) {
    if (failure.getSuppressed().length > 0) {
      return root(failure.getSuppressed()[0]);
    }
    return failure.getCause() == null ? failure : root(failure.getCause());
  }

  private ChainedOptionsBuilder options(Leg leg, String rival) {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + Pattern.quote(leg.subject.benchmark().getName()) + "\\.")
            .param("rival", rival)
            .jvmArgsAppend(jvmArgs(leg, rival))
            .addProfiler(Resources.class)
            .shouldFailOnError(true)
            .timeout(STUCK)
            .verbosity(VerboseMode.SILENT);
    leg.subject.params().forEach((name, value) -> options.param(name, value));
    return effort.applyTo(options);
  }

  private static String[] jvmArgs(Leg leg, String rival) {
    return Stream.concat(leg.regime.jvmArgs.stream(), Rivals.jvmArgs(rival).stream())
        .toArray(String[]::new);
  }

  private static Sample sample(IterationResult iteration) {
    return new Sample(
        iteration.getPrimaryResult().getScore(),
        secondary(iteration, Resources.CPU),
        secondary(iteration, Resources.BYTES),
        secondary(iteration, Resources.OTHERS));
  }

  private static double secondary(IterationResult iteration, String name) {
    return iteration.getSecondaryResults().get(name).getScore();
  }

  private void progress(Leg leg, String rival, List<Sample> samples) {
    double secondsLeft = (System.nanoTime() - started) / 1e9 / done * (planned - done);
    out.printf(
        Locale.ROOT,
        "[%3d/%d, %2.0f min left] %-13s  %-20s  %-16s  %s%n",
        done,
        planned,
        Math.ceil(secondsLeft / 60),
        leg.regime,
        leg.subject.name(),
        rival,
        samples.isEmpty() ? "failed" : String.format(Locale.ROOT, "%.1f ns", mean(samples)));
    out.flush();
  }

  private static double mean(List<Sample> samples) {
    return samples.stream().mapToDouble(Sample::wall).average().orElse(Double.NaN);
  }
}
