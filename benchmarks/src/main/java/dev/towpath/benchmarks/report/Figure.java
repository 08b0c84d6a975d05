package dev.towpath.benchmarks.report;

/**
 * What one implementation needs for one operation of one case.
 *
 * @param regime under which conditions
 * @param measure which of the two is the one to compare: {@code wall} or {@code cpu}
 * @param name of the case
 * @param by which implementation
 * @param wall nanoseconds by the clock
 * @param cpu nanoseconds of processor time of the whole process
 * @param bytes of memory that the whole process allocates
 * @param disturbed whether other processes took part of the machine meanwhile
 */
public record Figure(
    String regime,
    String measure,
    String name,
    String by,
    Estimate wall,
    Estimate cpu,
    Estimate bytes,
    boolean disturbed) {
  public static final String WALL = "wall";
  public static final String CPU = "cpu";

  /** Returns the one to compare. */
  public Estimate nanos() {
    return measure.equals(CPU) ? cpu : wall;
  }
}
