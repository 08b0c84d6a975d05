package dev.towpath.lint.engine;

/** How sure a finding is. */
public enum Confidence {
  /** The registration names the thread, and values name every method on the path. */
  CERTAIN,
  /** A chain of operators, a completing thread or a library's code had to be inferred. */
  LIKELY,
  /** Depends on configuration or on a class hierarchy with several candidates. */
  POSSIBLE;

  public Confidence and(Confidence other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
