package dev.towpath.benchmarks.load.server;

import io.vertx.core.Vertx;

/**
 * What all styles get alike.
 *
 * @param vertx whose event loops serve requests
 * @param steps of the business function
 * @param cores of the machine
 */
record Kit(Vertx vertx, Steps steps, int cores) {
  private static final int BLOCKING_PER_CORE = 10;

  /**
   * Threads for code that blocks, in each style that has a pool for it, and connections to the
   * database: as many as Reactor's boundedElastic has.
   */
  static int blocking(int cores) {
    return BLOCKING_PER_CORE * cores;
  }

  int blocking() {
    return blocking(cores);
  }

  /** How many hogs may run at once where their number is bounded: one core is left to others. */
  int hogs() {
    return Math.max(1, cores - 1);
  }
}
