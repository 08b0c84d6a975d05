package dev.towpath.lint.bytecode;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/** What one quick pass over a class file leaves behind: its shape, and what its methods mention. */
public final class ClassFacts {

  public final String name;
  public final @Nullable String superName;
  public final List<String> interfaces;
  public final int access;
  public final ClassSource source;
  public final @Nullable String sourceFile;
  public final Map<String, Map<String, Object>> annotations;

  /** Whether the class belongs to the code under analysis; the rest is library code. */
  public final boolean project;

  private final Map<String, MethodFacts> methods = new LinkedHashMap<>();

  /** Field name to its descriptor. */
  private final Map<String, String> fields = new LinkedHashMap<>();

  ClassFacts(
      ClassSource source,
      boolean project,
      QuickPass.Header header,
      Map<String, Map<String, Object>> annotations,
      @Nullable String sourceFile) {
    this.source = source;
    this.project = project;
    this.name = header.name();
    this.superName = header.superName();
    this.interfaces = header.interfaces();
    this.access = header.access();
    this.annotations = annotations;
    this.sourceFile = sourceFile;
  }

  void add(MethodFacts method) {
    methods.put(method.name + method.desc, method);
  }

  void addField(String fieldName, String desc) {
    fields.put(fieldName, desc);
  }

  public Collection<MethodFacts> methods() {
    return methods.values();
  }

  public @Nullable MethodFacts method(String methodName, String desc) {
    return methods.get(methodName + desc);
  }

  public @Nullable String fieldDescriptor(String fieldName) {
    return fields.get(fieldName);
  }

  public Map<String, String> fields() {
    return fields;
  }

  public boolean isInterface() {
    return (access & Opcodes.ACC_INTERFACE) != 0;
  }

  public boolean isAbstract() {
    return (access & Opcodes.ACC_ABSTRACT) != 0;
  }

  @Override
  public String toString() {
    return name;
  }
}
