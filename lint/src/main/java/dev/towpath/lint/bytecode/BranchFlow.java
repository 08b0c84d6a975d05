package dev.towpath.lint.bytecode;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.analysis.Frame;

/** Which conditions must hold where: a forward pass over the branches, met by intersection. */
final class BranchFlow {

  private final MethodNode node;
  private final Map<AbstractInsnNode, Integer> positions;
  private final List<Guard> facts = new ArrayList<>();
  private final Map<Integer, Integer> factAtJump = new HashMap<>();
  private final @Nullable BitSet[] states;

  BranchFlow(MethodNode node, Frame<Value>[] frames, Map<AbstractInsnNode, Integer> positions) {
    this.node = node;
    this.positions = positions;
    findConditions(frames);
    this.states = new BitSet[node.instructions.size()];
    if (!facts.isEmpty()) {
      flow();
    }
  }

  /** The conditions that hold whenever this instruction is reached. */
  List<Guard> at(int position) {
    BitSet state = states[position];
    if (state == null || state.isEmpty()) {
      return List.of();
    }
    return state.stream().mapToObj(facts::get).toList();
  }

  private void findConditions(Frame<Value>[] frames) {
    Map<Guard, Integer> known = new HashMap<>();
    for (int i = 0; i < frames.length; i++) {
      AbstractInsnNode insn = node.instructions.get(i);
      Guard.Kind kind = kind(insn.getOpcode());
      if (kind == null || frames[i] == null) {
        continue;
      }
      Value tested = frames[i].getStack(frames[i].getStackSize() - 1);
      if (isTelling(tested)) {
        Integer fact = known.computeIfAbsent(new Guard(kind, tested, true), this::addFact);
        factAtJump.put(i, fact);
      }
    }
  }

  private int addFact(Guard guard) {
    facts.add(guard);
    facts.add(new Guard(guard.kind(), guard.tested(), false));
    return facts.size() - 2;
  }

  private static boolean isTelling(Value tested) {
    Origin origin = tested.only();
    return origin != null && !(origin instanceof Origin.Other) && !(origin instanceof Origin.Const);
  }

  private static Guard.@Nullable Kind kind(int opcode) {
    return switch (opcode) {
      case Opcodes.IFEQ, Opcodes.IFNE -> Guard.Kind.TRUE;
      case Opcodes.IFNULL, Opcodes.IFNONNULL -> Guard.Kind.NULL;
      default -> null;
    };
  }

  private void flow() {
    Deque<Integer> work = new ArrayDeque<>();
    states[0] = new BitSet();
    work.add(0);
    while (!work.isEmpty()) {
      int position = work.remove();
      BitSet state = states[position];
      if (state != null) {
        step(position, state, work);
      }
    }
  }

  private void step(int position, BitSet state, Deque<Integer> work) {
    AbstractInsnNode insn = node.instructions.get(position);
    enterHandlers(insn, state, work);
    int opcode = insn.getOpcode();
    Integer fact = factAtJump.get(position);
    if (insn instanceof JumpInsnNode jump) {
      boolean jumpsWhenTrue = opcode == Opcodes.IFNE || opcode == Opcodes.IFNULL;
      meet(at(jump.label), with(state, fact, jumpsWhenTrue), work);
      if (opcode != Opcodes.GOTO) {
        meet(position + 1, with(state, fact, !jumpsWhenTrue), work);
      }
    } else if (insn instanceof TableSwitchInsnNode table) {
      table.labels.forEach(label -> meet(at(label), state, work));
      meet(at(table.dflt), state, work);
    } else if (insn instanceof LookupSwitchInsnNode lookup) {
      lookup.labels.forEach(label -> meet(at(label), state, work));
      meet(at(lookup.dflt), state, work);
    } else if (opcode != Opcodes.ATHROW && (opcode < Opcodes.IRETURN || opcode > Opcodes.RETURN)) {
      meet(position + 1, state, work);
    }
  }

  private void enterHandlers(AbstractInsnNode insn, BitSet state, Deque<Integer> work) {
    if (insn instanceof LabelNode) {
      for (TryCatchBlockNode block : node.tryCatchBlocks) {
        if (block.start.equals(insn)) {
          meet(at(block.handler), state, work);
        }
      }
    }
  }

  private static BitSet with(BitSet state, @Nullable Integer fact, boolean holds) {
    if (fact == null) {
      return state;
    }
    BitSet more = (BitSet) state.clone();
    more.set(fact + (holds ? 0 : 1));
    return more;
  }

  private void meet(int position, BitSet incoming, Deque<Integer> work) {
    if (position >= states.length) {
      return;
    }
    BitSet known = states[position];
    if (known == null) {
      states[position] = (BitSet) incoming.clone();
      work.add(position);
    } else {
      int before = known.cardinality();
      known.and(incoming);
      if (known.cardinality() != before) {
        work.add(position);
      }
    }
  }

  private int at(LabelNode label) {
    return positions.getOrDefault(label, states.length);
  }
}
