package dev.towpath.lint.bytecode;

/** An element read from an array. */
public final class ElementLoad {

  public Value array = Value.NOTHING;
}
