package dev.towpath.lint.bytecode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The quick pass over a class file. */
final class IndexVisitor extends ClassVisitor {

  record Header(String name, @Nullable String superName, List<String> interfaces, int access) {}

  private final Interner interner;
  private final List<MethodScan> scans = new ArrayList<>();
  private final Map<String, String> fields = new LinkedHashMap<>();
  private final Map<String, Map<String, Object>> annotations = new LinkedHashMap<>();
  private Header header = new Header("", null, List.of(), 0);
  private @Nullable String sourceFile;

  private IndexVisitor(Interner interner) {
    super(Opcodes.ASM9);
    this.interner = interner;
  }

  /**
   * Reads one class.
   *
   * @throws RuntimeException of whatever kind ASM finds fit, if the bytes are no class file that it
   *     knows
   */
  static ClassFacts read(byte[] bytes, ClassSource source, boolean project, Interner interner) {
    IndexVisitor visitor = new IndexVisitor(interner);
    new ClassReader(bytes).accept(visitor, ClassReader.SKIP_FRAMES);
    ClassFacts facts =
        new ClassFacts(source, project, visitor.header, visitor.annotations, visitor.sourceFile);
    visitor.fields.forEach(facts::addField);
    for (MethodScan scan : visitor.scans) {
      facts.add(new MethodFacts(facts, scan));
    }
    return facts;
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      @Nullable String signature,
      @Nullable String superName,
      String @Nullable [] interfaces) {
    List<String> names = new ArrayList<>();
    for (String each : interfaces == null ? new String[0] : interfaces) {
      names.add(interner.text(each));
    }
    String parent = superName == null ? null : interner.text(superName);
    header = new Header(interner.text(name), parent, List.copyOf(names), access);
  }

  @Override
  public void visitSource(@Nullable String source, @Nullable String debug) {
    sourceFile = source;
  }

  @Override
  public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
    return new AnnotationValues(annotations, descriptor);
  }

  @Override
  public @Nullable FieldVisitor visitField(
      int access, String name, String desc, @Nullable String signature, @Nullable Object value) {
    fields.put(interner.text(name), interner.text(desc));
    return null;
  }

  @Override
  public MethodVisitor visitMethod(
      int access,
      String name,
      String desc,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    return new MethodScan(access, interner.text(name), interner.text(desc), interner, scans::add);
  }
}
