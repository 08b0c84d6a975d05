package dev.towpath.benchmarks.primer;

import dev.towpath.benchmarks.load.stub.StubMain;
import dev.towpath.benchmarks.load.wire.Pairs;
import dev.towpath.benchmarks.report.Estimate;
import dev.towpath.benchmarks.report.Table;
import dev.towpath.benchmarks.run.GoProgram;
import dev.towpath.benchmarks.run.Jvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * 100 URLs of 100 ms, one by one, all at once and by a pool; and a pipeline that extracts, hashes
 * and loads, against a slow server. Ours and Go ask the same server, a process of its own.
 */
public final class Fetches {
  private static final int MAY_TAKE_SECONDS = 60;
  private static final int URL_MILLIS = 100;
  private static final int STAGE_MILLIS = 10;
  private static final int PIPELINE_WORKERS = 50;

  private final boolean quick;
  private final GoProgram go; // null if there is none

  private record Job(String name, String scenario, int delay, int count, int workers, int times) {
    Pairs settings(long port) {
      return new Pairs()
          .with("port", port)
          .with("delay", delay)
          .with("count", count)
          .with("workers", workers);
    }
  }

  private Fetches(boolean quick, GoProgram go) {
    this.quick = quick;
    this.go = go;
  }

  /**
   * Measures; lines of a table.
   *
   * @param quick whether to leave out what takes long
   */
  public static List<String> report(boolean quick) throws IOException, InterruptedException {
    GoProgram go = GoProgram.version().isEmpty() ? null : GoProgram.build();
    Process server =
        Jvm.of(StubMain.class, List.of("-Xmx256m"), List.of())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Thread atExit = new Thread(server::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(atExit);
    try {
      long port = Pairs.parse(server.inputReader().readLine()).number("port");
      return new Fetches(quick, go).lines(port);
    } finally {
      server.destroyForcibly();
      Runtime.getRuntime().removeShutdownHook(atExit);
    }
  }

  private List<Job> jobs() {
    List<Job> jobs = new ArrayList<>();
    if (!quick) {
      jobs.add(urls("one by one", 1, 1));
    }
    jobs.add(urls("a pool of 10", 10, 2));
    jobs.add(urls("all at once", 100, 4));
    for (int count : new int[] {1, 10, 100, 1_000}) {
      jobs.add(
          new Job(
              "extract, hash, load: " + count,
              "Pipeline",
              STAGE_MILLIS,
              count,
              Math.min(count, PIPELINE_WORKERS),
              4));
    }
    return jobs;
  }

  private static Job urls(String how, int workers, int times) {
    return new Job("100 URLs, " + how, "Fetch", URL_MILLIS, 100, workers, times);
  }

  private List<String> lines(long port) throws IOException, InterruptedException {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("milliseconds, the first time and the median of the others", "ours", "go"));
    for (Job job : jobs()) {
      String ours = ours(job, port);
      rows.add(List.of(job.name, ours, go == null ? "-" : goes(job, port)));
    }
    return Arrays.asList(Table.aligned(rows).split("\n"));
  }

  private static String ours(Job job, long port) throws IOException, InterruptedException {
    Pairs settings = job.settings(port).with("scenario", job.scenario).with("times", job.times);
    List<String> words = List.of(settings.toString().split(" "));
    return times(Jvm.of(Fetching.class, List.of("-Xmx256m"), words));
  }

  private String goes(Job job, long port) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(go.executable().toString());
    command.addAll(List.of(job.scenario, "0", String.valueOf(job.times), "0"));
    command.addAll(List.of(job.settings(port).toString().split(" ")));
    return times(new ProcessBuilder(command));
  }

  /** The first word of each line is how many nanoseconds it took. */
  private static String times(ProcessBuilder program) throws IOException, InterruptedException {
    Process process = program.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (BufferedReader out = process.inputReader()) {
      List<Double> nanos =
          out.lines().map(line -> Double.valueOf(line.split(" ")[0])).collect(Collectors.toList());
      if (!process.waitFor(MAY_TAKE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException("failed: " + String.join(" ", program.command()));
      }
      double first = nanos.removeFirst() / 1e6;
      return nanos.isEmpty()
          ? String.format(Locale.ROOT, "%.0f", first)
          : String.format(Locale.ROOT, "%.0f %.0f", first, Estimate.of(nanos).median() / 1e6);
    } finally {
      process.destroyForcibly();
    }
  }
}
