package dev.towpath.benchmarks.bridges;

import dev.towpath.benchmarks.rivals.Rivals;
import java.util.Arrays;

/** By what values cross. */
enum Way {
  OURS(Rivals.OURS),

  /** What the library itself offers to blocking code; see each style. */
  OWN("own"),

  /** Through a CompletableFuture or a Stream. */
  JDK("through-jdk"),

  KOTLIN(Rivals.KOTLIN),

  /** A bounded queue by hand. */
  GLUE("glue");

  final String label;

  Way(String label) {
    this.label = label;
  }

  static Way labelled(String label) {
    return Arrays.stream(values())
        .filter(way -> way.label.equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such way: " + label));
  }
}
