package dev.towpath.lint.bytecode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/**
 * The quick pass over a class file. It reads the bytes itself, because most of what a full reader
 * makes an object of is of no interest for most classes.
 */
final class QuickPass {

  /** The newest version that the reader of method bodies knows. */
  private static final int NEWEST = Opcodes.V28 & 0xFFFF;

  record Header(String name, @Nullable String superName, List<String> interfaces, int access) {}

  private final ConstantPool pool;
  private final AnnotationReader annotations;
  private int at;

  private QuickPass(byte[] bytes, Interner interner) {
    this.pool = new ConstantPool(bytes, interner);
    this.annotations = new AnnotationReader(pool);
    this.at = pool.end();
  }

  /**
   * Reads one class.
   *
   * @throws RuntimeException of whatever kind, if the bytes are no class file that is known here
   */
  static ClassFacts read(byte[] bytes, ClassSource source, boolean project, Interner interner) {
    int version = ((bytes[6] & 0xFF) << 8) | (bytes[7] & 0xFF);
    if (version > NEWEST) {
      throw new IllegalArgumentException("Unsupported class file version " + version);
    }
    return new QuickPass(bytes, interner).facts(source, project);
  }

  private ClassFacts facts(ClassSource source, boolean project) {
    Header header = header();
    int members = at;
    skipMembers();
    skipMembers();
    Map<String, Map<String, Object>> found = new LinkedHashMap<>();
    String sourceFile = null;
    int bootstraps = 0;
    for (int i = next(); i > 0; i--) {
      int name = next();
      int content = at + 4;
      if (pool.is(name, "SourceFile")) {
        sourceFile = pool.text(pool.u2(content));
      } else if (pool.is(name, "BootstrapMethods")) {
        bootstraps = content;
      } else if (isAnnotations(name)) {
        annotations.read(content, found);
      }
      at = content + pool.u4(content - 4);
    }
    ClassFacts facts = new ClassFacts(source, project, header, found, sourceFile);
    at = members;
    readFields(facts);
    readMethods(facts, new CodeScan(pool, new LambdaRefs(pool, bootstraps)));
    return facts;
  }

  private int next() {
    at += 2;
    return pool.u2(at - 2);
  }

  private Header header() {
    int access = next();
    String name = pool.className(next());
    String superName = pool.classNameOrNull(next());
    List<String> interfaces = new ArrayList<>();
    for (int i = next(); i > 0; i--) {
      interfaces.add(pool.className(next()));
    }
    return new Header(name, superName, List.copyOf(interfaces), access);
  }

  private void skipMembers() {
    for (int i = next(); i > 0; i--) {
      at += 6;
      skipAttributes();
    }
  }

  private void skipAttributes() {
    for (int i = next(); i > 0; i--) {
      at += 6 + pool.u4(at + 2);
    }
  }

  private boolean isAnnotations(int name) {
    return pool.is(name, "RuntimeVisibleAnnotations")
        || pool.is(name, "RuntimeInvisibleAnnotations");
  }

  private void readFields(ClassFacts facts) {
    for (int i = next(); i > 0; i--) {
      at += 2;
      String name = pool.text(next());
      facts.addField(name, pool.text(next()));
      skipAttributes();
    }
  }

  private void readMethods(ClassFacts facts, CodeScan code) {
    for (int i = next(); i > 0; i--) {
      int access = next();
      String name = pool.text(next());
      String desc = pool.text(next());
      Map<String, Map<String, Object>> found = Map.of();
      code.clear();
      for (int j = next(); j > 0; j--) {
        int attribute = next();
        int content = at + 4;
        if (pool.is(attribute, "Code")) {
          code.read(content);
        } else if (isAnnotations(attribute)) {
          found = found.isEmpty() ? new LinkedHashMap<>() : found;
          annotations.read(content, found);
        }
        at = content + pool.u4(content - 4);
      }
      facts.add(new MethodFacts(facts, access, name, desc, found, code));
    }
  }
}
