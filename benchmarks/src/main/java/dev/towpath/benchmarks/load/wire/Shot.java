package dev.towpath.benchmarks.load.wire;

/**
 * One request, as the generator saw it. Times are microseconds.
 *
 * @param intended when it was to be sent, from the start of the run
 * @param lag how much later the generator got to it
 * @param latency from when it was to be sent until its answer was complete
 * @param hog whether it was one of those that burn processor time
 * @param outcome what became of it
 */
public record Shot(long intended, long lag, long latency, boolean hog, Outcome outcome) {
  /** What became of a request. */
  public enum Outcome {
    /** The right answer came. */
    OK,

    /** The server said that it has too much to do. */
    SHED,

    /** A wrong answer, or none. */
    FAILED
  }

  /** Returns when its answer was complete, from the start of the run. */
  public long done() {
    return intended + latency;
  }

  /** Returns whether it counts among those whose latency is asked for: what is no hog, and done. */
  public boolean innocent() {
    return !hog && outcome == Outcome.OK;
  }
}
