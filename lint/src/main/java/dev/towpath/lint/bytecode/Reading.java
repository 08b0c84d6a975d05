package dev.towpath.lint.bytecode;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;

/** One pass over one method: frames first, then operands from the frames. */
final class Reading implements Flow.Observer {

  private final MethodFacts method;
  private final MethodNode node;
  private final Body body = new Body();
  private final OriginInterpreter interpreter;
  private final BranchFlow branches;
  private final Shape shape;
  private int line;
  private int monitors;

  Reading(MethodFacts method, MethodNode node) {
    this.method = method;
    this.node = node;
    this.interpreter = new OriginInterpreter(method, node.instructions);
    this.branches = new BranchFlow(node);
    this.shape = new Shape(node);
  }

  Body body() throws AnalyzerException {
    body.swallowedInterrupts.addAll(shape.swallowedInterrupts());
    Flow flow = new Flow(node, interpreter);
    flow.run(method);
    flow.replay(this);
    branches.run();
    for (Call call : body.calls) {
      call.guards = branches.at(call.position);
    }
    return body;
  }

  @Override
  public void at(int position, AbstractInsnNode insn, @Nullable Frame<Value> before) {
    if (insn instanceof LineNumberNode number) {
      line = number.line;
      body.firstLine = body.firstLine == 0 ? line : body.firstLine;
    } else if (before != null) {
      branches.ask(position, insn, before);
      record(insn, before, position);
    }
  }

  private void record(AbstractInsnNode insn, Frame<Value> frame, int position) {
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
      default -> call(insn, frame);
    }
  }

  private void call(AbstractInsnNode insn, Frame<Value> frame) {
    if (insn instanceof MethodInsnNode target) {
      Call call = made(insn, target);
      int count = Type.getArgumentTypes(target.desc).length;
      call.args = operands(frame, count + (call.isStatic() ? 0 : 1));
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
