package dev.towpath.lint.engine;

import org.jspecify.annotations.Nullable;

/** How a method entry was first reached: the best and shortest way from a root. */
final class Visit {

  final Node node;
  final Root root;
  final @Nullable Visit from;

  /** The line of the call in the method that this one was reached from. */
  final int line;

  final Confidence confidence;
  final int length;

  Visit(Node node, Root root, @Nullable Visit from, int line, Confidence confidence) {
    this.node = node;
    this.root = root;
    this.from = from;
    this.line = line;
    this.confidence = confidence;
    this.length = from == null ? 0 : from.length + 1;
  }
}
