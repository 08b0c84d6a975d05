package dev.towpath.lint.bytecode;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** A method and, without order or values, everything that its code mentions. */
public final class MethodFacts {

  public final ClassFacts owner;
  public final String name;
  public final String desc;
  public final int access;

  /** Counts the methods of one index. */
  public final int number;

  public final Map<String, Map<String, Object>> annotations;

  /** Distinct methods that the code calls. */
  public final List<MethodRef> calls;

  /** Distinct methods that lambdas and method references of the code stand for. */
  public final List<LambdaRef> references;

  /** Distinct fields read or written, as {@code owner.name}. */
  public final List<String> fields;

  /** Distinct classes whose initialiser the code may trigger. */
  public final List<String> initialises;

  public final int instructions;

  /** Whether the code enters a monitor. */
  public final boolean locks;

  private Type @Nullable [] types;

  /** The code, once somebody has asked for it. */
  @Nullable Body body;

  MethodFacts(
      ClassFacts owner,
      int access,
      String name,
      String desc,
      Map<String, Map<String, Object>> annotations,
      CodeScan code) {
    this.owner = owner;
    this.name = name;
    this.desc = desc;
    this.access = access;
    this.number = code.number();
    this.annotations = annotations;
    this.calls = List.copyOf(code.calls);
    this.references = List.copyOf(code.references);
    this.fields = List.copyOf(code.fields);
    this.initialises = List.copyOf(code.initialises);
    this.instructions = code.instructions;
    this.locks = code.locks || (access & Opcodes.ACC_SYNCHRONIZED) != 0;
  }

  public MethodRef ref() {
    return new MethodRef(owner.name, name, desc);
  }

  public boolean isStatic() {
    return (access & Opcodes.ACC_STATIC) != 0;
  }

  public boolean isAbstract() {
    return (access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) != 0;
  }

  public boolean isSynthetic() {
    return (access & Opcodes.ACC_SYNTHETIC) != 0;
  }

  /** How many values a call pushes: the parameters, and the receiver if there is one. */
  public int arity() {
    return parameterTypes().length + (isStatic() ? 0 : 1);
  }

  public Type[] parameterTypes() {
    Type[] known = types;
    if (known == null) {
      known = Type.getArgumentTypes(desc);
      types = known;
    }
    return known;
  }

  @Override
  public String toString() {
    return owner.name + "." + name + desc;
  }
}
