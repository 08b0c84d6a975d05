package dev.towpath.benchmarks.load.stub;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * How long the remote service takes: a table of quantiles, with straight lines between them. The
 * same request always takes the same time, whoever asks.
 */
final class Latencies {
  private static final String TABLE = "/load/pricing.csv";

  private record Quantile(double share, double millis) {}

  private final List<Quantile> table;

  private Latencies(List<Quantile> table) {
    this.table = table;
  }

  static Latencies read() throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                Latencies.class.getResourceAsStream(TABLE), StandardCharsets.US_ASCII))) {
      return new Latencies(in.lines().skip(1).map(Latencies::quantile).toList());
    }
  }

  private static Quantile quantile(String line) {
    String[] fields = line.split(",");
    return new Quantile(Double.parseDouble(fields[0]), Double.parseDouble(fields[1]));
  }

  /** Returns whole milliseconds, at least one. */
  long millis(long id) {
    return Math.max(1, Math.round(at(share(id))));
  }

  /** Spreads consecutive numbers evenly over 0 to 1. */
  private static double share(long id) {
    long mixed = (id + 1) * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
    return ((mixed ^ (mixed >>> 32)) >>> 11) * 0x1.0p-53;
  }

  double at(double share) {
    for (int i = 1; i < table.size(); i++) {
      Quantile above = table.get(i);
      if (share <= above.share) {
        Quantile below = table.get(i - 1);
        double way = (share - below.share) / (above.share - below.share);
        return below.millis + way * (above.millis - below.millis);
      }
    }
    return table.getLast().millis;
  }
}
