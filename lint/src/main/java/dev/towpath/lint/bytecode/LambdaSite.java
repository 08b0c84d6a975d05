package dev.towpath.lint.bytecode;

import java.util.List;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Type;

/** An {@code invokedynamic} that makes a function object. */
public final class LambdaSite {

  public final MethodFacts in;
  public final int position;
  public final String interfaceName;
  public final String method;
  public final Handle implementation;

  /** The types that the function object's method has after inference. */
  public final Type inferred;

  public List<Value> captured = List.of();
  public int line;

  LambdaSite(
      MethodFacts in,
      int position,
      String interfaceName,
      String method,
      Handle implementation,
      Type inferred) {
    this.in = in;
    this.position = position;
    this.interfaceName = interfaceName;
    this.method = method;
    this.implementation = implementation;
    this.inferred = inferred;
  }

  @Override
  public String toString() {
    return implementation.getOwner() + "." + implementation.getName() + "@" + position;
  }
}
