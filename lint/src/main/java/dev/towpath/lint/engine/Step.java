package dev.towpath.lint.engine;

/** Where an invocation leads. */
sealed interface Step {

  /** Into code that can be followed; guessed if the hierarchy and not a value named the method. */
  record Enter(Node node, int alternatives) implements Step {}

  /** To a method of a library that is described, not followed. */
  record Leave(Invocation invocation) implements Step {}
}
