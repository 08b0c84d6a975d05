package dev.towpath.benchmarks.run;

import dev.towpath.benchmarks.report.Figure;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
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
  private final List<String> failures = new ArrayList<>();
  private long started;
  private int planned;
  private int done;

  /**
   * @param effort how long each run may take
   * @param out where progress goes
   */
  public Campaign(Effort effort, PrintWriter out) {
    this.effort = effort;
    this.out = out;
  }

  /** Runs all and returns a figure for each case, regime and rival that did not fail. */
  public List<Figure> run(List<Leg> legs) {
    planned = legs.stream().mapToInt(leg -> leg.subject.rivals().size()).sum() * effort.rounds;
    started = System.nanoTime();
    return legs.stream().flatMap(leg -> run(leg).stream()).toList();
  }

  /** Returns one line for each run that failed. */
  public List<String> failures() {
    return failures;
  }

  private List<Figure> run(Leg leg) {
    Map<String, List<Sample>> samples = new LinkedHashMap<>();
    leg.subject.rivals().forEach(rival -> samples.put(rival, new ArrayList<>()));
    for (int round = 0; round < effort.rounds; round++) {
      samples.forEach((rival, its) -> its.addAll(run(leg, rival)));
    }
    for (int extra = 0; extra < effort.rounds && tooDisturbed(samples); extra++) {
      planned += samples.size();
      samples.forEach((rival, its) -> its.addAll(run(leg, rival)));
    }
    List<Figure> figures = new ArrayList<>();
    samples.forEach((rival, its) -> {
      if (!its.isEmpty()) {
        figures.add(Sample.figure(its, leg.regime, leg.subject.name(), rival));
      }
    });
    return figures;
  }

  private boolean tooDisturbed(Map<String, List<Sample>> samples) {
    return samples.values().stream()
        .anyMatch(its -> !its.isEmpty() && Sample.countUndisturbed(its) < effort.wanted());
  }

  private List<Sample> run(Leg leg, String rival) {
    List<Sample> samples = new ArrayList<>();
    try {
      for (RunResult result : new Runner(options(leg, rival).build()).run()) {
        for (BenchmarkResult fork : result.getBenchmarkResults()) {
          fork.getIterationResults().forEach(iteration -> samples.add(sample(iteration)));
        }
      }
      done++;
      progress(leg, rival, String.format(Locale.ROOT, "%.1f ns", mean(samples)));
    } catch (RunnerException e) {
      done++;
      String reason = String.valueOf(e.getCause() == null ? e.getMessage() : e.getCause());
      failures.add(leg.regime + " " + leg.subject.name() + " " + rival + ": " + reason);
      progress(leg, rival, "FAILED " + reason);
    }
    return samples;
  }

  private ChainedOptionsBuilder options(Leg leg, String rival) {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + Pattern.quote(leg.subject.benchmark().getName()) + "\\.")
            .param("rival", rival)
            .jvmArgsAppend(leg.regime.jvmArgs.toArray(String[]::new))
            .addProfiler(ProcessorTime.class)
            .shouldFailOnError(true)
            .timeout(STUCK)
            .verbosity(VerboseMode.SILENT);
    leg.subject.params().forEach((name, value) -> options.param(name, value));
    return effort.applyTo(options);
  }

  private static Sample sample(IterationResult iteration) {
    return new Sample(
        iteration.getPrimaryResult().getScore(),
        iteration.getSecondaryResults().get(ProcessorTime.CPU).getScore(),
        iteration.getSecondaryResults().get(ProcessorTime.OTHERS).getScore());
  }

  private static double mean(List<Sample> samples) {
    return samples.stream().mapToDouble(Sample::wall).average().orElse(Double.NaN);
  }

  private void progress(Leg leg, String rival, String result) {
    double secondsLeft = (System.nanoTime() - started) / 1e9 / done * (planned - done);
    out.printf(
        Locale.ROOT,
        "[%3d/%d, %2.0f min left] %-13s  %-20s  %-14s  %s%n",
        done,
        planned,
        Math.ceil(secondsLeft / 60),
        leg.regime,
        leg.subject.name(),
        rival,
        result);
    out.flush();
  }
}
