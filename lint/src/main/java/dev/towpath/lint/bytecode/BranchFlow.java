package dev.towpath.lint.bytecode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.analysis.Frame;

/** Which conditions must hold where: a forward pass over the branches, met by intersection. */
final class BranchFlow {

  /** A set of conditions is a word, two bits for each question. Later questions are not asked. */
  private static final int MOST_QUESTIONS = 32;

  private final MethodNode node;
  private final InsnList instructions;
  private final List<Guard> facts = new ArrayList<>();
  private final Map<Guard, Integer> questions = new HashMap<>();
  private final Map<Integer, Integer> factAtJump = new HashMap<>();
  private final Map<Long, List<Guard>> known = new HashMap<>();
  private long[] states = new long[0]; // by position, where reached
  private boolean[] reached = new boolean[0];
  private int[] work = new int[16];
  private int waiting;

  BranchFlow(MethodNode node) {
    this.node = node;
    this.instructions = node.instructions;
  }

  /** Notes what a branch asks. */
  void ask(int position, AbstractInsnNode insn, Frame<Value> frame) {
    Guard.Kind kind = kind(insn.getOpcode());
    if (kind == null) {
      return;
    }
    Value tested = frame.getStack(frame.getStackSize() - 1);
    Guard question = new Guard(kind, tested, true);
    if (isTelling(tested)
        && (questions.size() < MOST_QUESTIONS || questions.containsKey(question))) {
      factAtJump.put(position, questions.computeIfAbsent(question, this::addFact));
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

  /** Follows the branches once all questions are known. */
  void run() {
    if (facts.isEmpty()) {
      return;
    }
    states = new long[instructions.size()];
    reached = new boolean[states.length];
    meet(0, 0);
    while (waiting > 0) {
      step(work[--waiting]);
    }
  }

  /** The conditions that hold whenever this instruction is reached. */
  List<Guard> at(int position) {
    long state = facts.isEmpty() || !reached[position] ? 0 : states[position];
    return state == 0 ? List.of() : known.computeIfAbsent(state, this::guards);
  }

  private List<Guard> guards(long state) {
    List<Guard> found = new ArrayList<>();
    for (int i = 0; i < facts.size(); i++) {
      if (((state >>> i) & 1) != 0) {
        found.add(facts.get(i));
      }
    }
    return List.copyOf(found);
  }

  private void step(int start) {
    int position = start;
    while (position < states.length) {
      AbstractInsnNode insn = instructions.get(position);
      long state = states[position];
      enterHandlers(insn, state);
      if (leaves(position, insn, state)) {
        return;
      }
      position++;
      if (position < states.length && !improves(position, state)) {
        return;
      }
    }
  }

  /** Passes the state on to where the instruction jumps; true if it never goes straight on. */
  private boolean leaves(int position, AbstractInsnNode insn, long state) {
    int opcode = insn.getOpcode();
    if (insn instanceof JumpInsnNode jump) {
      Integer fact = factAtJump.get(position);
      boolean jumpsWhenTrue = opcode == Opcodes.IFNE || opcode == Opcodes.IFNULL;
      meet(at(jump.label), with(state, fact, jumpsWhenTrue));
      if (opcode != Opcodes.GOTO) {
        meet(position + 1, with(state, fact, !jumpsWhenTrue));
      }
      return true;
    } else if (insn instanceof TableSwitchInsnNode table) {
      table.labels.forEach(label -> meet(at(label), state));
      meet(at(table.dflt), state);
      return true;
    } else if (insn instanceof LookupSwitchInsnNode lookup) {
      lookup.labels.forEach(label -> meet(at(label), state));
      meet(at(lookup.dflt), state);
      return true;
    }
    return opcode == Opcodes.ATHROW || (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN);
  }

  private void enterHandlers(AbstractInsnNode insn, long state) {
    if (insn instanceof LabelNode) {
      for (TryCatchBlockNode block : node.tryCatchBlocks) {
        if (block.start.equals(insn)) {
          meet(at(block.handler), state);
        }
      }
    }
  }

  private static long with(long state, @Nullable Integer fact, boolean holds) {
    return fact == null ? state : state | (1L << (fact + (holds ? 0 : 1)));
  }

  private void meet(int position, long incoming) {
    if (position < states.length && improves(position, incoming)) {
      if (waiting == work.length) {
        work = Arrays.copyOf(work, waiting * 2);
      }
      work[waiting++] = position;
    }
  }

  /** Whether there is news for the instruction: the first state, or a weaker one. */
  private boolean improves(int position, long incoming) {
    long before = states[position];
    long met = reached[position] ? before & incoming : incoming;
    boolean news = !reached[position] || met != before;
    states[position] = met;
    reached[position] = true;
    return news;
  }

  private int at(LabelNode label) {
    return instructions.indexOf(label);
  }
}
