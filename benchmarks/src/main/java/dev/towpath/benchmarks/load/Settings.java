package dev.towpath.benchmarks.load;

import dev.towpath.benchmarks.load.server.Arm;
import java.nio.file.Path;
import java.util.List;

/**
 * What the user wants.
 *
 * @param folder where everything goes
 * @param quick whether a first impression is enough
 * @param rounds how often each is measured
 * @param seconds how long each point takes
 * @param rate requests a second, in the sweep of hogs
 * @param arrivals {@code poisson} or {@code constant}
 * @param port of the server under test; 0 for any
 * @param minutes after which to stop, to go on another time
 * @param errors the share of requests that may fail
 * @param arms who takes part
 * @param sweeps what is varied
 */
public record Settings(
    Path folder,
    boolean quick,
    int rounds,
    double seconds,
    double rate,
    String arrivals,
    int port,
    double minutes,
    double errors,
    List<Arm> arms,
    List<Sweep> sweeps) {
  /** What a folder's results have in common; who goes on with other settings would mix them. */
  String fingerprint() {
    return "quick=" + quick + " seconds=" + seconds + " rate=" + rate + " arrivals=" + arrivals;
  }
}
