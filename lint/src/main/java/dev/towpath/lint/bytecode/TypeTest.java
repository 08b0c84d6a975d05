package dev.towpath.lint.bytecode;

/** An {@code instanceof}. */
public final class TypeTest {

  public final String type;
  public Value tested = Value.NOTHING;

  TypeTest(String type) {
    this.type = type;
  }
}
