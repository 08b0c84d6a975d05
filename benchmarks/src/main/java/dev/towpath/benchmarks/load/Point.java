package dev.towpath.benchmarks.load;

import dev.towpath.benchmarks.load.wire.Pairs;

/**
 * One point of a sweep.
 *
 * @param sweep which
 * @param x where it is on the axis
 * @param phases {@code RATE:SECONDS,...}; empty for requests that are held
 * @param hogs share of hogs
 * @param cpu processor time of each other request, in microseconds
 * @param delay what the remote service takes, in milliseconds; negative for its own latencies
 */
record Point(Sweep sweep, double x, String phases, double hogs, int cpu, int delay) {
  static final int HOG_LEAST = 50_000;
  static final int HOG_MOST = 200_000;

  static Point held(int requests) {
    return new Point(Sweep.MEMORY, requests, "", 0, 0, 0);
  }

  boolean isHeld() {
    return phases.isEmpty();
  }

  /** What the generator is told. */
  Pairs traffic(String arrivals, long seed) {
    Pairs traffic =
        new Pairs()
            .with("phases", phases)
            .with("arrivals", arrivals)
            .with("seed", seed)
            .with("cpu", cpu)
            .with("hogs", hogs)
            .with("hogmin", HOG_LEAST)
            .with("hogmax", HOG_MOST);
    return delay < 0 ? traffic : traffic.with("delay", delay);
  }

  /** Returns how many seconds it takes to send. */
  double seconds() {
    double seconds = 0;
    for (String phase : phases.split(",")) {
      seconds += isHeld() ? 0 : Double.parseDouble(phase.substring(phase.indexOf(':') + 1));
    }
    return seconds;
  }
}
