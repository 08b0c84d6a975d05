package dev.towpath.lint.bytecode;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** One call instruction with what is known about its receiver and arguments. */
public final class Call {

  public final MethodFacts in;
  public final int position;
  public final int opcode;
  public final MethodRef target;

  /** Receiver first, if there is one; filled when the whole method has been read. */
  public List<Value> args = List.of();

  public List<Guard> guards = List.of();
  public int line;

  /** Whether the result is thrown away. */
  public boolean ignored;

  /** Whether the call stands in a loop. */
  public boolean inLoop;

  private Type @Nullable [] types;

  Call(MethodFacts in, int position, int opcode, MethodRef target) {
    this.in = in;
    this.position = position;
    this.opcode = opcode;
    this.target = target;
  }

  /** The declared parameters' types. */
  public Type[] parameterTypes() {
    Type[] known = types;
    if (known == null) {
      known = Type.getArgumentTypes(target.desc());
      types = known;
    }
    return known;
  }

  public boolean isStatic() {
    return opcode == Opcodes.INVOKESTATIC;
  }

  /** The position in {@link #args} of a declared parameter. */
  public int argument(int parameter) {
    return parameter + (isStatic() ? 0 : 1);
  }

  @Override
  public String toString() {
    return target.readable() + ":" + line;
  }
}
