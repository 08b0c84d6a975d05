package dev.towpath.lint.bytecode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;

/** Reads the code of methods on demand, and keeps what it has read. */
public final class BodyReader {

  private static final int MOST_INSTRUCTIONS = 12_000;
  private static final int RECENT_CLASSES = 48;

  private final Map<MethodFacts, Body> bodies = new HashMap<>();
  private final List<String> skipped = new ArrayList<>();
  private final Map<String, ClassNode> recent =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ClassNode> eldest) {
          return size() > RECENT_CLASSES;
        }
      };

  /** The method's code; {@link Body#EMPTY} if it has none. */
  public Body body(MethodFacts method) {
    Body known = bodies.get(method);
    if (known == null) {
      known = method.isAbstract() ? Body.EMPTY : read(method);
      bodies.put(method, known);
    }
    return known;
  }

  /** Methods that were not followed, with the reason. */
  public List<String> skipped() {
    return skipped;
  }

  public int size() {
    return bodies.size();
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
      return new Reading(method, node).run();
    } catch (AnalyzerException | RuntimeException e) {
      skipped.add(method + ": " + e.getClass().getSimpleName() + " while following its values");
      return Body.EMPTY;
    }
  }

  private @Nullable MethodNode node(MethodFacts method) {
    ClassNode owner = recent.get(method.owner.name);
    if (owner == null) {
      owner = new ClassNode();
      try {
        new ClassReader(method.owner.source.bytes()).accept(owner, ClassReader.SKIP_FRAMES);
      } catch (IOException | RuntimeException e) {
        skipped.add(method + ": class file could not be read again");
        return null;
      }
      recent.put(method.owner.name, owner);
    }
    for (MethodNode each : owner.methods) {
      if (each.name.equals(method.name) && each.desc.equals(method.desc)) {
        return each;
      }
    }
    return null;
  }

  /** One pass over one method: frames first, then operands from the frames. */
  private static final class Reading {

    private final MethodFacts method;
    private final MethodNode node;
    private final Body body = new Body();
    private final Map<AbstractInsnNode, Integer> positions = new HashMap<>();
    private final OriginInterpreter interpreter;
    private int line;
    private int monitors;
    private Shape shape = Shape.NONE;

    Reading(MethodFacts method, MethodNode node) {
      this.method = method;
      this.node = node;
      this.interpreter = new OriginInterpreter(method, positions);
    }

    Body run() throws AnalyzerException {
      int index = 0;
      for (AbstractInsnNode insn : node.instructions) {
        positions.put(insn, index++);
      }
      shape = new Shape(node, positions);
      body.swallowedInterrupts.addAll(shape.swallowedInterrupts());
      Frame<Value>[] frames = new Analyzer<>(interpreter).analyze(method.owner.name, node);
      BranchFlow branches = new BranchFlow(node, frames, positions);
      AbstractInsnNode[] code = node.instructions.toArray();
      for (int i = 0; i < code.length; i++) {
        if (code[i] instanceof LineNumberNode number) {
          line = number.line;
          body.firstLine = body.firstLine == 0 ? line : body.firstLine;
        } else if (frames[i] != null && code[i].getOpcode() >= 0) {
          record(code[i], frames[i], branches, i);
        }
      }
      return body;
    }

    private void record(
        AbstractInsnNode insn, Frame<Value> frame, BranchFlow branches, int position) {
      switch (insn.getOpcode()) {
        case Opcodes.PUTFIELD, Opcodes.PUTSTATIC -> store((FieldInsnNode) insn, frame);
        case Opcodes.GETFIELD -> load(insn, frame);
        case Opcodes.AASTORE -> element(frame);
        case Opcodes.AALOAD -> elementLoad(insn, frame);
        case Opcodes.ARETURN, Opcodes.IRETURN -> body.returned.add(top(frame, 0));
        case Opcodes.INSTANCEOF -> test(insn, frame);
        case Opcodes.MONITORENTER -> {
          monitors++;
          body.locks.add(new Lock(position, line, top(frame, 0)));
        }
        case Opcodes.MONITOREXIT -> monitors = Math.max(0, monitors - 1);
        default -> call(insn, frame, branches.at(position));
      }
    }

    private void call(AbstractInsnNode insn, Frame<Value> frame, List<Guard> guards) {
      if (insn instanceof MethodInsnNode target) {
        Call call = made(insn, target);
        int count = Type.getArgumentTypes(target.desc).length;
        call.args = operands(frame, count + (call.isStatic() ? 0 : 1));
        call.guards = guards;
        call.line = line;
        linkConstructor(call);
        call.ignored = Shape.isIgnored(insn);
        call.inLoop = shape.isInLoop(call.position);
        body.calls.add(call);
        if (monitors > 0) {
          body.underMonitor.add(call);
        }
      } else if (insn instanceof InvokeDynamicInsnNode dynamic
          && interpreter.origin(insn) instanceof Origin.Function function) {
        int count = Type.getArgumentTypes(dynamic.desc).length;
        function.site().captured = operands(frame, count);
        function.site().line = line;
        body.lambdas.add(function.site());
      }
    }

    private Call made(AbstractInsnNode insn, MethodInsnNode target) {
      if (interpreter.origin(insn) instanceof Origin.Result result) {
        return result.call();
      }
      throw new IllegalStateException("call was not interpreted: " + target.name);
    }

    private static void linkConstructor(Call call) {
      if (call.target.name().equals("<init>")) {
        for (Origin origin : call.args.get(0).origins) {
          if (origin instanceof Origin.Created created) {
            created.allocation().constructor = call;
          }
        }
      }
    }

    private void store(FieldInsnNode insn, Frame<Value> frame) {
      boolean isStatic = insn.getOpcode() == Opcodes.PUTSTATIC;
      Value receiver = isStatic ? null : top(frame, 1);
      body.stores.add(new FieldStore(insn.owner, insn.name, receiver, top(frame, 0)));
    }

    private void load(AbstractInsnNode insn, Frame<Value> frame) {
      if (interpreter.origin(insn) instanceof Origin.Load load) {
        load.load().receiver = top(frame, 0);
      }
    }

    private static void element(Frame<Value> frame) {
      for (Origin origin : top(frame, 2).origins) {
        if (origin instanceof Origin.Array array) {
          array.site().contents.add(top(frame, 0));
        }
      }
    }

    private void elementLoad(AbstractInsnNode insn, Frame<Value> frame) {
      if (interpreter.origin(insn) instanceof Origin.Element element) {
        element.load().array = top(frame, 1);
      }
    }

    private void test(AbstractInsnNode insn, Frame<Value> frame) {
      if (interpreter.origin(insn) instanceof Origin.Test test) {
        test.test().tested = top(frame, 0);
      }
    }

    private static Value top(Frame<Value> frame, int below) {
      return frame.getStack(frame.getStackSize() - 1 - below);
    }

    private static List<Value> operands(Frame<Value> frame, int count) {
      Value[] values = new Value[count];
      for (int i = 0; i < count; i++) {
        values[count - 1 - i] = top(frame, i);
      }
      return Arrays.asList(values);
    }
  }
}
