package dev.towpath.lint.bytecode;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;

/** Collects what the code of a method mentions, without order or values. */
final class CodeScan {

  /** Bytes of each instruction, from {@code nop} to {@code jsr_w}; zero where it varies. */
  private static final String LENGTHS =
      "1111111111111111"
          + "2323322222111111"
          + "1111111111111111"
          + "1111112222211111"
          + "1111111111111111"
          + "1111111111111111"
          + "1111111111111111"
          + "1111111111111111"
          + "1111311111111111"
          + "1111111113333333"
          + "3333333332001111"
          + "1133333335532311"
          + "3311043355";

  private static final int TABLE_SWITCH = 170;
  private static final int LOOKUP_SWITCH = 171;
  private static final int WIDE = 196;

  private final ConstantPool pool;
  private final int[] seen; // by constant, the last method that mentioned it
  private final int[] seenInitialised;
  private final LambdaRefs lambdas;
  private int method;

  final List<MethodRef> calls = new ArrayList<>();
  final List<LambdaRef> references = new ArrayList<>();
  final List<String> fields = new ArrayList<>();
  final List<String> initialises = new ArrayList<>();
  int instructions;
  boolean locks;

  CodeScan(ConstantPool pool, LambdaRefs lambdas) {
    this.pool = pool;
    this.lambdas = lambdas;
    this.seen = new int[pool.size()];
    this.seenInitialised = new int[pool.size()];
  }

  /** The number of the next method. */
  int number() {
    return pool.interner().number();
  }

  /** Begins with another method. */
  void clear() {
    method++;
    calls.clear();
    references.clear();
    fields.clear();
    initialises.clear();
    instructions = 0;
    locks = false;
  }

  /** Reads the content of a {@code Code} attribute. */
  void read(int attribute) {
    int start = attribute + 8;
    int end = start + pool.u4(attribute + 4);
    int at = start;
    while (at < end) {
      int opcode = pool.u1(at);
      instructions++;
      visit(opcode, at);
      int length = LENGTHS.charAt(opcode) - '0';
      at += length > 0 ? length : variable(opcode, at, start);
    }
  }

  private int variable(int opcode, int at, int start) {
    int operands = at + 1 + (3 - (at - start) % 4);
    return switch (opcode) {
      case TABLE_SWITCH -> {
        long cases = (long) pool.u4(operands + 8) - pool.u4(operands + 4) + 1;
        yield operands + 12 + Math.toIntExact(cases * 4) - at;
      }
      case LOOKUP_SWITCH -> operands + 8 + Math.multiplyExact(pool.u4(operands + 4), 8) - at;
      case WIDE -> pool.u1(at + 1) == Opcodes.IINC ? 6 : 4;
      default -> throw new IllegalStateException("no instruction has the code " + opcode);
    };
  }

  private void visit(int opcode, int at) {
    if (opcode < Opcodes.GETSTATIC || opcode > Opcodes.MONITORENTER) {
      return;
    }
    switch (opcode) {
      case Opcodes.GETSTATIC, Opcodes.PUTSTATIC -> {
        if (isNew(at)) {
          fields.add(pool.field(pool.u2(at + 1)));
          initialises(pool.u2(pool.content(pool.u2(at + 1))));
        }
      }
      case Opcodes.GETFIELD, Opcodes.PUTFIELD -> {
        if (isNew(at)) {
          fields.add(pool.field(pool.u2(at + 1)));
        }
      }
      case Opcodes.INVOKESTATIC -> {
        if (isNew(at)) {
          calls.add(pool.method(pool.u2(at + 1)));
          initialises(pool.u2(pool.content(pool.u2(at + 1))));
        }
      }
      case Opcodes.INVOKEVIRTUAL, Opcodes.INVOKESPECIAL, Opcodes.INVOKEINTERFACE -> {
        if (isNew(at)) {
          calls.add(pool.method(pool.u2(at + 1)));
        }
      }
      case Opcodes.INVOKEDYNAMIC -> {
        if (isNew(at)) {
          lambdas.addTo(references, pool.u2(at + 1));
        }
      }
      case Opcodes.NEW -> initialises(pool.u2(at + 1));
      case Opcodes.MONITORENTER -> locks = true;
      default -> {}
    }
  }

  private boolean isNew(int at) {
    int constant = pool.u2(at + 1);
    boolean fresh = seen[constant] != method;
    seen[constant] = method;
    return fresh;
  }

  private void initialises(int type) {
    if (seenInitialised[type] != method) {
      seenInitialised[type] = method;
      initialises.add(pool.className(type));
    }
  }
}
