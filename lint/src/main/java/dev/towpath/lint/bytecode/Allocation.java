package dev.towpath.lint.bytecode;

import org.jspecify.annotations.Nullable;

/** A {@code new} expression and the constructor call that belongs to it. */
public final class Allocation {

  public final MethodFacts in;
  public final int position;
  public final String type;
  public @Nullable Call constructor;

  Allocation(MethodFacts in, int position, String type) {
    this.in = in;
    this.position = position;
    this.type = type;
  }

  @Override
  public String toString() {
    return "new " + type + "@" + position;
  }
}
