package dev.towpath.benchmarks.load.server;

import io.vertx.core.MultiMap;

/**
 * What a request asks for.
 *
 * @param id its number; the remote service takes a time that depends on it
 * @param sku what is ordered
 * @param cpuMicros how much processor time its score takes
 * @param delay milliseconds that the remote service is to take; negative for what it takes
 * @param hold whether the remote service answers only when it is told to
 */
record Order(long id, int sku, int cpuMicros, int delay, boolean hold) {
  /** How many different things there are. */
  static final int SKUS = 1_000;

  private static final int MOST_MICROS = 1_000_000;

  /** What takes that long is known to be a hog before it runs, as a report or an export is. */
  private static final int HEAVY_MICROS = 10_000;

  boolean heavy() {
    return cpuMicros >= HEAVY_MICROS;
  }

  /**
   * Validates a request.
   *
   * @throws IllegalArgumentException if something is missing or out of range
   */
  static Order of(MultiMap parameters) {
    long id = Long.parseLong(parameters.get("id"));
    int sku = inRange("sku", Integer.parseInt(parameters.get("sku")), SKUS - 1);
    int cpu = inRange("cpu", Integer.parseInt(parameters.get("cpu")), MOST_MICROS);
    String delay = parameters.get("delay");
    return new Order(
        id, sku, cpu, delay == null ? -1 : Integer.parseInt(delay), parameters.contains("hold"));
  }

  private static int inRange(String name, int value, int most) {
    if (value < 0 || value > most) {
      throw new IllegalArgumentException(name + " not in 0.." + most + ": " + value);
    }
    return value;
  }
}
