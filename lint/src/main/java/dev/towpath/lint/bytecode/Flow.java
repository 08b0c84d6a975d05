package dev.towpath.lint.bytecode;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * Runs a method's code over values until nothing changes. It keeps a frame for each block, where
 * ASM's analyzer keeps and merges one for each instruction; {@link #replay} shows the others.
 */
final class Flow {

  /** Is shown every instruction in the order of the code; without a frame if it never runs. */
  interface Observer {

    void at(int position, AbstractInsnNode insn, @Nullable Frame<Value> before);
  }

  private record Handler(int from, int to, int handler, Value caught) {}

  private final InsnList instructions;
  private final AbstractInsnNode[] code;
  private final OriginInterpreter interpreter;
  private final Frame<Value>[] entries; // by position of a block's first instruction
  private final BitSet leaders = new BitSet();
  private final BitSet work = new BitSet();
  private final Handler[] handlers;
  private final Frame<Value> current;
  private final Frame<Value> caught;

  @SuppressWarnings({"unchecked", "rawtypes"})
  Flow(MethodNode node, OriginInterpreter interpreter) {
    this.instructions = node.instructions;
    this.code = instructions.toArray();
    this.interpreter = interpreter;
    this.entries = new Frame[code.length];
    this.current = new Frame<>(node.maxLocals, node.maxStack);
    this.caught = new Frame<>(node.maxLocals, node.maxStack);
    this.handlers = new Handler[node.tryCatchBlocks.size()];
    for (int i = 0; i < handlers.length; i++) {
      TryCatchBlockNode block = node.tryCatchBlocks.get(i);
      String type = block.type == null ? "java/lang/Throwable" : block.type;
      Value value = Value.unknown(Type.getObjectType(type));
      int from = at(block.start);
      int handler = at(block.handler);
      handlers[i] = new Handler(from, at(block.end), handler, value);
      leaders.set(from);
      leaders.set(handler);
    }
    findLeaders();
  }

  private void findLeaders() {
    for (int i = 0; i < code.length; i++) {
      if (code[i] instanceof JumpInsnNode jump) {
        leaders.set(at(jump.label));
        leaders.set(i + 1);
      } else if (code[i] instanceof TableSwitchInsnNode table) {
        table.labels.forEach(label -> leaders.set(at(label)));
        leaders.set(at(table.dflt));
      } else if (code[i] instanceof LookupSwitchInsnNode lookup) {
        lookup.labels.forEach(label -> leaders.set(at(label)));
        leaders.set(at(lookup.dflt));
      }
    }
  }

  /** Computes what can be where. */
  void run(MethodFacts method) throws AnalyzerException {
    current.setReturn(interpreter.newReturnTypeValue(Type.getReturnType(method.desc)));
    int local = 0;
    if (!method.isStatic()) {
      Type self = Type.getObjectType(method.owner.name);
      current.setLocal(local, interpreter.newParameterValue(true, local, self));
      local++;
    }
    for (Type type : method.parameterTypes()) {
      current.setLocal(local, interpreter.newParameterValue(!method.isStatic(), local, type));
      local++;
      if (type.getSize() == 2) {
        current.setLocal(local, interpreter.newEmptyValue(local));
        local++;
      }
    }
    while (local < current.getLocals()) {
      current.setLocal(local, interpreter.newEmptyValue(local));
      local++;
    }
    entries[0] = new Frame<>(current);
    work.set(0);
    for (int next = 0; next >= 0; next = work.nextSetBit(0)) {
      work.clear(next);
      follow(next);
    }
  }

  private void follow(int start) throws AnalyzerException {
    current.init(entries[start]);
    mergeIntoHandlers(start);
    for (int i = start; i < code.length; i++) {
      if (i > start && leaders.get(i)) {
        merge(i, current);
        return;
      }
      int opcode = code[i].getOpcode();
      if (opcode >= 0) {
        execute(i, opcode);
        if (branches(i, opcode)) {
          return;
        }
      }
    }
  }

  private void execute(int position, int opcode) throws AnalyzerException {
    if (opcode == Opcodes.JSR || opcode == Opcodes.RET) {
      throw new AnalyzerException(code[position], "subroutine of an old compiler");
    }
    current.execute(code[position], interpreter);
    boolean stores = opcode >= Opcodes.ISTORE && opcode <= Opcodes.ASTORE;
    if (stores || opcode == Opcodes.IINC) {
      mergeIntoHandlers(position);
    }
  }

  /** Passes the frame on to where the instruction jumps; true if it never goes straight on. */
  private boolean branches(int position, int opcode) throws AnalyzerException {
    if (code[position] instanceof JumpInsnNode jump) {
      merge(at(jump.label), current);
      return opcode == Opcodes.GOTO;
    } else if (code[position] instanceof TableSwitchInsnNode table) {
      for (LabelNode label : table.labels) {
        merge(at(label), current);
      }
      merge(at(table.dflt), current);
      return true;
    } else if (code[position] instanceof LookupSwitchInsnNode lookup) {
      for (LabelNode label : lookup.labels) {
        merge(at(label), current);
      }
      merge(at(lookup.dflt), current);
      return true;
    }
    return ends(opcode);
  }

  private static boolean ends(int opcode) {
    return opcode == Opcodes.ATHROW || (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN);
  }

  /** An exception can leave the block here, so its handlers must know what locals hold now. */
  private void mergeIntoHandlers(int position) throws AnalyzerException {
    for (Handler each : handlers) {
      if (each.from <= position && position < each.to) {
        caught.init(current);
        caught.clearStack();
        caught.push(each.caught);
        merge(each.handler, caught);
      }
    }
  }

  private void merge(int position, Frame<Value> frame) throws AnalyzerException {
    Frame<Value> known = entries[position];
    if (known == null) {
      entries[position] = new Frame<>(frame);
      work.set(position);
    } else if (known.merge(frame, interpreter)) {
      work.set(position);
    }
  }

  /** Shows every instruction with the frame in which it runs. */
  void replay(Observer observer) throws AnalyzerException {
    boolean reached = false;
    for (int i = 0; i < code.length; i++) {
      if (entries[i] != null) {
        current.init(entries[i]);
        reached = true;
      }
      int opcode = code[i].getOpcode();
      boolean runs = reached && opcode >= 0;
      observer.at(i, code[i], runs ? current : null);
      if (runs) {
        current.execute(code[i], interpreter);
        reached = !ends(opcode) && opcode != Opcodes.GOTO && !isSwitch(opcode);
      }
    }
  }

  private static boolean isSwitch(int opcode) {
    return opcode == Opcodes.TABLESWITCH || opcode == Opcodes.LOOKUPSWITCH;
  }

  private int at(LabelNode label) {
    return instructions.indexOf(label);
  }
}
