package dev.towpath.lint.bytecode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;

/** Reads the code of methods on demand, and keeps what it has read. */
public final class BodyReader {

  private static final int MOST_INSTRUCTIONS = 12_000;
  private static final int RECENT_CLASSES = 200;

  private final List<String> skipped = new ArrayList<>();
  private final Map<String, ClassReader> recent =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ClassReader> eldest) {
          return size() > RECENT_CLASSES;
        }
      };

  /** The method's code; {@link Body#EMPTY} if it has none. */
  public Body body(MethodFacts method) {
    Body known = method.body;
    if (known == null) {
      known = method.isAbstract() ? Body.EMPTY : read(method);
      method.body = known;
    }
    return known;
  }

  /** Methods that were not followed, with the reason. */
  public List<String> skipped() {
    return skipped;
  }

  private Body read(MethodFacts method) {
    MethodNode node = node(method);
    if (node == null || node.instructions.size() == 0) {
      return Body.EMPTY;
    }
    if (node.instructions.size() > MOST_INSTRUCTIONS) {
      skipped.add(method + ": too large to follow");
      return Body.EMPTY;
    }
    try {
      return new Reading(method, node).body();
    } catch (AnalyzerException | RuntimeException e) {
      skipped.add(method + ": " + e.getClass().getSimpleName() + " while following its values");
      return Body.EMPTY;
    }
  }

  private @Nullable MethodNode node(MethodFacts method) {
    try {
      ClassReader reader = recent.get(method.owner.name);
      if (reader == null) {
        reader = new ClassReader(method.owner.source.bytes());
        recent.put(method.owner.name, reader);
      }
      OneMethod only = new OneMethod(method);
      reader.accept(only, ClassReader.SKIP_FRAMES);
      return only.found;
    } catch (IOException | RuntimeException e) {
      skipped.add(method + ": class file could not be read again");
      return null;
    }
  }

  /** Passes over everything but one method, which costs next to nothing. */
  private static final class OneMethod extends ClassVisitor {

    private final MethodFacts wanted;
    private @Nullable MethodNode found;

    OneMethod(MethodFacts wanted) {
      super(Opcodes.ASM9);
      this.wanted = wanted;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int access,
        String name,
        String desc,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      if (!name.equals(wanted.name) || !desc.equals(wanted.desc)) {
        return null;
      }
      found = new MethodNode(Opcodes.ASM9, access, name, desc, null, null);
      return found;
    }
  }
}
