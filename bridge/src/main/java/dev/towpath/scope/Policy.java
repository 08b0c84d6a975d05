package dev.towpath.scope;

/**
 * When a {@link Scope} cancels its tasks by itself, and what {@link Scope#join()} makes of them.
 */
public enum Policy {
  /**
   * The first task to fail cancels the others, and {@code join} throws what it threw. The default.
   */
  FIRST_FAILURE,
  /** Nothing is cancelled; {@code join} returns when all have ended, and each tells how. */
  COLLECT_ALL,
  /**
   * The first task to succeed cancels the others, and {@code join} returns; when all have failed it
   * throws what the first of them threw.
   */
  FIRST_SUCCESS
}
