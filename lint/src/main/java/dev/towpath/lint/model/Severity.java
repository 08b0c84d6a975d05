package dev.towpath.lint.model;

/** How bad a blocking call is. */
public enum Severity {
  ERROR,
  WARNING,
  INFO;

  /** One level lower: what a short timeout earns. */
  public Severity lower() {
    return this == ERROR ? WARNING : INFO;
  }
}
