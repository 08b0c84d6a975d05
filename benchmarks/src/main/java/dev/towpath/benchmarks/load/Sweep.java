package dev.towpath.benchmarks.load;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is varied. */
public enum Sweep {
  /** The share of requests that burn much processor time: the figure that leads. */
  HOGS("hog share, %"),

  /** How much of a request's time is processor time; the remote service has the rest. */
  CPU("processor share of a request, %"),

  /** Requests offered, up to more than can be served, and back. */
  LOAD("offered load, % of what the cores could score"),

  /** Requests that are under way at the same time, and the memory they take. */
  MEMORY("requests under way"),

  /** Carriers of virtual threads. */
  CARRIERS("hog share, %"),

  /** What crossing costs by itself; no server takes part. */
  BRIDGES("case");

  /** What the axis says. */
  public final String axis;

  Sweep(String axis) {
    this.axis = axis;
  }

  /** Returns the one with this name. */
  public static Sweep named(String name) {
    return Arrays.stream(values())
        .filter(sweep -> sweep.toString().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "no such sweep: " + name + " (there is: " + names() + ")"));
  }

  private static String names() {
    return Arrays.stream(values()).map(Sweep::toString).collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
