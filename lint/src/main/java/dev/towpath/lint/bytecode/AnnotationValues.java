package dev.towpath.lint.bytecode;

import java.util.LinkedHashMap;
import java.util.Map;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.Opcodes;

/** Stores the plain values of an annotation; nested ones and arrays are of no interest here. */
final class AnnotationValues extends AnnotationVisitor {

  private final Map<String, Object> values = new LinkedHashMap<>();

  AnnotationValues(Map<String, Map<String, Object>> into, String descriptor) {
    super(Opcodes.ASM9);
    into.put(descriptor.substring(1, descriptor.length() - 1), values);
  }

  @Override
  public void visit(String name, Object value) {
    values.put(name, value);
  }

  @Override
  public void visitEnum(String name, String descriptor, String value) {
    values.put(name, value);
  }
}
