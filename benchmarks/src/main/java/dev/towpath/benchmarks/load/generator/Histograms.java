package dev.towpath.benchmarks.load.generator;

import dev.towpath.benchmarks.load.wire.Pairs;
import dev.towpath.benchmarks.load.wire.Shot;
import dev.towpath.benchmarks.load.wire.Shot.Outcome;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/** Requests as histograms of microseconds. */
final class Histograms {
  private static final long HIGHEST = TimeUnit.MINUTES.toMicros(10);

  private Histograms() {}

  /** Writes latencies as a log of two histograms, tagged {@code innocent} and {@code hog}. */
  static void write(Path file, List<Shot> shots, long startMillis) throws IOException {
    try (PrintStream out =
        new PrintStream(Files.newOutputStream(file), false, StandardCharsets.US_ASCII)) {
      HistogramLogWriter writer = new HistogramLogWriter(out);
      writer.outputLogFormatVersion();
      writer.outputComment("[microseconds from the intended start to the end of the answer]");
      for (boolean hog : new boolean[] {false, true}) {
        Histogram latencies =
            of(shots, shot -> shot.hog() == hog && shot.outcome() == Outcome.OK, Shot::latency);
        latencies.setTag(hog ? "hog" : "innocent");
        latencies.setStartTimeStamp(startMillis);
        latencies.setEndTimeStamp(System.currentTimeMillis());
        writer.outputIntervalHistogram(latencies);
      }
    }
  }

  /** What is asked for most. */
  static Pairs summary(List<Shot> shots) {
    Histogram innocent = of(shots, Shot::innocent, Shot::latency);
    return new Pairs()
        .with("sent", shots.size())
        .with("ok", shots.stream().filter(shot -> shot.outcome() == Outcome.OK).count())
        .with("shed", shots.stream().filter(shot -> shot.outcome() == Outcome.SHED).count())
        .with("failed", shots.stream().filter(shot -> shot.outcome() == Outcome.FAILED).count())
        .with("p50", innocent.getValueAtPercentile(50))
        .with("p99", innocent.getValueAtPercentile(99))
        .with("lag99", of(shots, shot -> true, Shot::lag).getValueAtPercentile(99));
  }

  private static Histogram of(List<Shot> shots, Predicate<Shot> which, ToLongFunction<Shot> what) {
    Histogram histogram = new Histogram(HIGHEST, 3);
    shots.stream()
        .filter(which)
        .mapToLong(what)
        .forEach(value -> histogram.recordValue(Math.clamp(value, 0, HIGHEST)));
    return histogram;
  }
}
