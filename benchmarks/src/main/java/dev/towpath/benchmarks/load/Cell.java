package dev.towpath.benchmarks.load;

import java.util.Map;

/**
 * What one measurement gave.
 *
 * @param x which point of the sweep
 * @param metrics by name; times are microseconds
 */
record Cell(Sweep sweep, String entrant, double x, int round, Map<String, Double> metrics) {
  static final String P50 = "p50";
  static final String P99 = "p99";
  static final String P999 = "p999";
  static final String HOG_P50 = "hogp50";
  static final String THROUGHPUT = "throughput";
  static final String OFFERED = "offered";
  static final String RECOVERY = "recovery";
  static final String SENT = "sent";
  static final String SHED = "shed";
  static final String FAILED = "failed";

  /** How late the generator was, the 99th percentile. */
  static final String LAG = "lag99";

  /** How late the remote service was, the 99th percentile. */
  static final String LATE = "late99";

  static final String STUB_CORES = "stubcores";
  static final String OTHERS = "others";

  /** Processor time of the server, for each request. */
  static final String CPU = "cpu";

  static final String HEAP = "heap";
  static final String RSS = "rss";

  /** What an operation of a bridge takes. */
  static final String NANOS = "nanos";

  static final String BYTES = "bytes";

  /** Returns a metric; not a number if it was not measured. */
  double get(String name) {
    return metrics.getOrDefault(name, Double.NaN);
  }

  /** Names the measurement, also in names of files. */
  static String key(Sweep sweep, String entrant, double x, int round) {
    return sweep + "-" + entrant.replaceAll("[^A-Za-z0-9+]+", "_") + "-" + trimmed(x) + "-" + round;
  }

  String key() {
    return key(sweep, entrant, x, round);
  }

  static String trimmed(double x) {
    return x == Math.rint(x) ? String.valueOf((long) x) : String.valueOf(x);
  }
}
