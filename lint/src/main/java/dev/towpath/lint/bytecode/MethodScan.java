package dev.towpath.lint.bytecode;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Collects what one method mentions, in a single pass and without data flow. */
final class MethodScan extends MethodVisitor {

  final String name;
  final String desc;
  final int access;
  final Set<MethodRef> calls = new LinkedHashSet<>();
  final Set<MethodRef> references = new LinkedHashSet<>();
  final Set<String> fields = new LinkedHashSet<>();
  final Set<String> initialises = new LinkedHashSet<>();
  int instructions;

  private final Map<String, Map<String, Object>> annotations = new LinkedHashMap<>();
  private final Interner interner;
  private final Consumer<MethodScan> whenDone;

  MethodScan(
      int access, String name, String desc, Interner interner, Consumer<MethodScan> whenDone) {
    super(Opcodes.ASM9);
    this.access = access;
    this.name = name;
    this.desc = desc;
    this.interner = interner;
    this.whenDone = whenDone;
  }

  Map<String, Map<String, Object>> annotations() {
    return annotations.isEmpty() ? Map.of() : annotations;
  }

  @Override
  public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
    return new AnnotationValues(annotations, descriptor);
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String methodName, String descriptor, boolean itf) {
    instructions++;
    calls.add(interner.method(owner, methodName, descriptor));
    if (opcode == Opcodes.INVOKESTATIC) {
      initialises.add(interner.text(owner));
    }
  }

  @Override
  public void visitInvokeDynamicInsn(
      String methodName, String descriptor, Handle bootstrap, Object... arguments) {
    instructions++;
    for (Object argument : arguments) {
      if (argument instanceof Handle handle && handle.getTag() >= Opcodes.H_INVOKEVIRTUAL) {
        references.add(interner.method(handle.getOwner(), handle.getName(), handle.getDesc()));
      }
    }
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String fieldName, String descriptor) {
    instructions++;
    fields.add(interner.text(owner + "." + fieldName));
    if (opcode == Opcodes.GETSTATIC || opcode == Opcodes.PUTSTATIC) {
      initialises.add(interner.text(owner));
    }
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    instructions++;
    if (opcode == Opcodes.NEW) {
      initialises.add(interner.text(type));
    }
  }

  @Override
  public void visitInsn(int opcode) {
    instructions++;
  }

  @Override
  public void visitVarInsn(int opcode, int variable) {
    instructions++;
  }

  @Override
  public void visitIntInsn(int opcode, int operand) {
    instructions++;
  }

  @Override
  public void visitLdcInsn(Object value) {
    instructions++;
  }

  @Override
  public void visitJumpInsn(int opcode, Label label) {
    instructions++;
  }

  @Override
  public void visitEnd() {
    whenDone.accept(this);
  }
}
