package dev.towpath.lint.engine;

import dev.towpath.lint.model.Where;

/** Which thread runs a piece of code, and why. */
record Verdict(Where where, String family, String why, Confidence confidence) {

  /** Nobody knows; rules stay quiet. */
  static final Verdict UNKNOWN = new Verdict(Where.SAFE, "", "unknown", Confidence.POSSIBLE);

  /** A thread that may wait. */
  static final Verdict SAFE =
      new Verdict(Where.SAFE, "", "a thread that may wait", Confidence.CERTAIN);

  /** Whoever called. */
  static final Verdict SAME = new Verdict(Where.SAME, "", "the caller", Confidence.CERTAIN);

  boolean known() {
    return !equals(UNKNOWN);
  }

  boolean mustNotWait() {
    return where.mustNotWait();
  }
}
