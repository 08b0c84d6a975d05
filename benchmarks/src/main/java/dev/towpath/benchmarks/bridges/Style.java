package dev.towpath.benchmarks.bridges;

/**
 * One library between whose types and plain loops the four verbs cross. Each method does the same
 * work {@code count} times, by our bridge or by one of the ways in {@link Way}, and returns the sum
 * of the values that crossed. Called on a virtual thread.
 */
interface Style {
  /** As many as the others prefetch. */
  int DEMAND = 256;

  /**
   * Many in: reads a stream of {@code 0 .. count - 1} in a loop.
   *
   * @param async whether the source emits on a thread of its own, or on the reader's when it asks
   */
  long open(Way by, int count, boolean async) throws Exception;

  /**
   * One in: waits for the value 1.
   *
   * @param async whether another thread brings the value, or it is there at once
   */
  long await(Way by, int count, boolean async) throws Exception;

  /**
   * Many out: a loop sends {@code 0 .. count - 1} to a subscriber that asks for a few at a time.
   */
  long publish(Way by, int count) throws Exception;

  /** One out: a callable that returns 1 runs elsewhere; {@code count} are under way together. */
  long call(Way by, int count) throws Exception;

  /** Ends the threads that would keep the JVM alive. */
  default void close() throws Exception {}

  /** For a combination that {@link BridgeCases} does not list. */
  static IllegalArgumentException noSuch(Way by) {
    return new IllegalArgumentException("nothing to measure: " + by);
  }
}
