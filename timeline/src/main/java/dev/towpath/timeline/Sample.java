package dev.towpath.timeline;

import dev.towpath.timeline.samples.Ring;
import dev.towpath.timeline.samples.Sieve;
import dev.towpath.timeline.samples.Workers;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.ParseException;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;

/** A program to look at. */
enum Sample {
  RING("A ring of 12 tasks, 3 laps", () -> Ring.run(12, 3)),
  WORKERS("4 workers, 24 jobs", () -> Workers.run(4, 24)),
  SIEVE("The first 12 primes, by a chain of filters", () -> Sieve.run(12));

  private interface Program {
    Object run() throws InterruptedException;
  }

  final String title;
  private final Program program;

  Sample(String title, Program program) {
    this.title = title;
    this.program = program;
  }

  /** Runs it once unseen, so that its classes are loaded, and then on record. */
  void record(Path file) throws IOException, InterruptedException {
    program.run();
    try (Recording recording = new Recording(settings())) {
      recording.start();
      program.run();
      recording.stop();
      recording.dump(file);
    }
  }

  /** What to record with; users are given the same file. */
  static Configuration settings() throws IOException {
    try (InputStreamReader settings =
        new InputStreamReader(
            Sample.class.getResourceAsStream("towpath.jfc"), StandardCharsets.UTF_8)) {
      return Configuration.create(settings);
    } catch (ParseException e) {
      throw new UncheckedIOException(new IOException("towpath.jfc is broken", e));
    }
  }
}
