package dev.towpath.lint.bytecode;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** Loops and handlers of a method, read off its instructions. */
final class Shape {

  private static final int LONGEST_HANDLER = 60;

  private record Range(int from, int to) {}

  private final MethodNode node;
  private final List<Range> loops = new ArrayList<>();

  Shape(MethodNode node) {
    this.node = node;
    for (AbstractInsnNode insn : node.instructions) {
      if (insn instanceof JumpInsnNode jump) {
        int from = node.instructions.indexOf(jump.label);
        int to = node.instructions.indexOf(insn);
        if (from < to) {
          loops.add(new Range(from, to));
        }
      }
    }
  }

  boolean isInLoop(int position) {
    for (Range loop : loops) {
      if (loop.from <= position && position <= loop.to) {
        return true;
      }
    }
    return false;
  }

  static boolean isIgnored(AbstractInsnNode call) {
    AbstractInsnNode next = call.getNext();
    while (next != null && next.getOpcode() < 0) {
      next = next.getNext();
    }
    return next != null && (next.getOpcode() == Opcodes.POP || next.getOpcode() == Opcodes.POP2);
  }

  /**
   * Lines of handlers for InterruptedException that neither throw nor interrupt the thread again.
   */
  List<Integer> swallowedInterrupts() {
    List<Integer> lines = new ArrayList<>();
    if (node.tryCatchBlocks == null) {
      return lines;
    }
    for (TryCatchBlockNode block : node.tryCatchBlocks) {
      if ("java/lang/InterruptedException".equals(block.type)) {
        Integer line = swallows(block.handler);
        if (line != null && !lines.contains(line)) {
          lines.add(line);
        }
      }
    }
    return lines;
  }

  private static @Nullable Integer swallows(AbstractInsnNode handler) {
    int line = 0;
    int count = 0;
    for (AbstractInsnNode insn = handler; insn != null; insn = insn.getNext()) {
      if (insn instanceof LineNumberNode number && line == 0) {
        line = number.line;
      }
      boolean passedOn =
          insn.getOpcode() == Opcodes.ATHROW
              || (insn instanceof MethodInsnNode call && isAnswer(call))
              || remembers(insn);
      if (passedOn || ++count > LONGEST_HANDLER) {
        return null;
      }
      int opcode = insn.getOpcode();
      if (opcode == Opcodes.GOTO || (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN)) {
        return line;
      }
    }
    return null;
  }

  /** {@code interrupted = true}, to interrupt again when the work is done. */
  private static boolean remembers(AbstractInsnNode insn) {
    AbstractInsnNode next = insn.getOpcode() == Opcodes.ICONST_1 ? insn.getNext() : null;
    return next != null
        && (next.getOpcode() == Opcodes.PUTFIELD || next.getOpcode() == Opcodes.ISTORE);
  }

  private static boolean isAnswer(MethodInsnNode call) {
    return call.name.equals("interrupt")
        || call.name.startsWith("cancel")
        || call.name.startsWith("completeExceptionally")
        || call.name.equals("onError");
  }
}
