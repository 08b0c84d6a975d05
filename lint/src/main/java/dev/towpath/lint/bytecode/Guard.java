package dev.towpath.lint.bytecode;

/** A condition that holds whenever the guarded instruction is reached. */
public record Guard(Kind kind, Value tested, boolean holds) {

  /** What was asked of the tested value. */
  public enum Kind {
    /** Is it true? */
    TRUE,
    /** Is it null? */
    NULL
  }
}
