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
  public final Map<String, Map<String, Object>> annotations;

  /** Distinct methods that the code calls. */
  public final List<MethodRef> calls;

  /** Distinct methods that lambdas and method references of the code stand for. */
  public final List<MethodRef> references;

  /** Distinct fields read or written, as {@code owner.name}. */
  public final List<String> fields;

  /** Distinct classes whose initialiser the code may trigger. */
  public final List<String> initialises;

  public final int instructions;

  private Type @Nullable [] types;

  MethodFacts(ClassFacts owner, MethodScan scan) {
    this.owner = owner;
    this.name = scan.name;
    this.desc = scan.desc;
    this.access = scan.access;
    this.annotations = scan.annotations();
    this.calls = List.copyOf(scan.calls);
    this.references = List.copyOf(scan.references);
    this.fields = List.copyOf(scan.fields);
    this.initialises = List.copyOf(scan.initialises);
    this.instructions = scan.instructions;
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
