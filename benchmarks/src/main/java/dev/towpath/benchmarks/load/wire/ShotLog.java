package dev.towpath.benchmarks.load.wire;

import dev.towpath.benchmarks.load.wire.Shot.Outcome;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The raw log of a run: comma-separated values, compressed, a line for each request. */
public final class ShotLog {
  private static final String HEAD = "intended_us,lag_us,latency_us,hog,outcome";

  private ShotLog() {}

  /** Writes the whole log. */
  public static void write(Path file, List<Shot> shots) throws IOException {
    try (BufferedWriter out =
        new BufferedWriter(
            new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.US_ASCII))) {
      out.write(HEAD + "\n");
      for (Shot shot : shots) {
        out.write(
            shot.intended() + "," + shot.lag() + "," + shot.latency() + "," + shot.hog() + ",");
        out.write(shot.outcome().name().toLowerCase(Locale.ROOT) + "\n");
      }
    }
  }

  /** Reads the whole log. */
  public static List<Shot> read(Path file) throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
      return in.lines().skip(1).map(ShotLog::shot).toList();
    }
  }

  private static Shot shot(String line) {
    String[] fields = line.split(",");
    return new Shot(
        Long.parseLong(fields[0]),
        Long.parseLong(fields[1]),
        Long.parseLong(fields[2]),
        Boolean.parseBoolean(fields[3]),
        Outcome.valueOf(fields[4].toUpperCase(Locale.ROOT)));
  }
}
