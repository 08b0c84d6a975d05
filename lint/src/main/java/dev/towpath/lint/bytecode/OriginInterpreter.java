package dev.towpath.lint.bytecode;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.analysis.Interpreter;

/**
 * Tracks where values come from. It asks nobody about class hierarchies, so a class that is missing
 * never stops it. Each instruction has one origin object, however often it is visited.
 */
final class OriginInterpreter extends Interpreter<Value> {

  private static final Value NULL = Value.of(Type.getType(Object.class), new Origin.Const(null));

  private final MethodFacts method;
  private final InsnList instructions;
  private final @Nullable Value[] made; // by position

  OriginInterpreter(MethodFacts method, InsnList instructions) {
    super(Opcodes.ASM9);
    this.method = method;
    this.instructions = instructions;
    this.made = new Value[instructions.size()];
  }

  private Value once(AbstractInsnNode insn, Function<AbstractInsnNode, Value> maker) {
    int position = position(insn);
    Value known = made[position];
    if (known == null) {
      known = maker.apply(insn);
      made[position] = known;
    }
    return known;
  }

  @Override
  public @Nullable Value newValue(@Nullable Type type) {
    if (type == null) {
      return Value.ONE_WORD;
    }
    return type.getSort() == Type.VOID ? null : Value.unknown(type);
  }

  @Override
  public Value newParameterValue(boolean isInstance, int local, Type type) {
    if (isInstance && local == 0) {
      return Value.of(type, new Origin.Param(0, type));
    }
    int slot = isInstance ? 1 : 0;
    int index = slot;
    for (Type each : Type.getArgumentTypes(method.desc)) {
      if (slot == local) {
        break;
      }
      slot += each.getSize();
      index++;
    }
    return Value.of(type, new Origin.Param(index, type));
  }

  @Override
  public Value newOperation(AbstractInsnNode insn) {
    int opcode = insn.getOpcode();
    if (opcode == Opcodes.ACONST_NULL) {
      return NULL;
    }
    if (insn instanceof FieldInsnNode field) {
      return once(insn, any -> load(field, true));
    }
    if (insn instanceof TypeInsnNode type) {
      Allocation site = new Allocation(method, position(insn), type.desc);
      return once(insn, any -> Value.of(Type.getObjectType(type.desc), new Origin.Created(site)));
    }
    return once(insn, OriginInterpreter::constant);
  }

  private static Value constant(AbstractInsnNode insn) {
    int opcode = insn.getOpcode();
    if (insn instanceof LdcInsnNode ldc) {
      boolean wide = ldc.cst instanceof Long || ldc.cst instanceof Double;
      return Value.of(wide ? Type.LONG_TYPE : Type.INT_TYPE, new Origin.Const(ldc.cst));
    }
    if (insn instanceof IntInsnNode push) {
      return Value.of(Type.INT_TYPE, new Origin.Const(push.operand));
    }
    if (opcode >= Opcodes.ICONST_M1 && opcode <= Opcodes.ICONST_5) {
      return Value.of(Type.INT_TYPE, new Origin.Const(opcode - Opcodes.ICONST_0));
    }
    if (opcode == Opcodes.LCONST_0 || opcode == Opcodes.LCONST_1) {
      return Value.of(Type.LONG_TYPE, new Origin.Const((long) (opcode - Opcodes.LCONST_0)));
    }
    boolean wide = opcode == Opcodes.DCONST_0 || opcode == Opcodes.DCONST_1;
    return wide ? Value.TWO_WORDS : Value.ONE_WORD;
  }

  private static Value load(FieldInsnNode field, boolean isStatic) {
    FieldLoad load = new FieldLoad(field.owner, field.name, field.desc, isStatic);
    return Value.of(Type.getType(field.desc), new Origin.Load(load));
  }

  private int position(AbstractInsnNode insn) {
    return instructions.indexOf(insn);
  }

  @Override
  public Value copyOperation(AbstractInsnNode insn, Value value) {
    return value;
  }

  @Override
  public @Nullable Value unaryOperation(AbstractInsnNode insn, Value value) {
    return switch (insn.getOpcode()) {
      case Opcodes.CHECKCAST, Opcodes.I2S, Opcodes.I2B, Opcodes.I2C -> value;
      case Opcodes.I2L -> value.withSize(2);
      case Opcodes.L2I -> value.withSize(1);
      case Opcodes.GETFIELD -> once(insn, any -> load((FieldInsnNode) insn, false));
      case Opcodes.ANEWARRAY -> array((TypeInsnNode) insn);
      case Opcodes.INSTANCEOF -> test((TypeInsnNode) insn);
      case Opcodes.LNEG,
          Opcodes.DNEG,
          Opcodes.I2D,
          Opcodes.L2D,
          Opcodes.F2L,
          Opcodes.F2D,
          Opcodes.D2L ->
          Value.TWO_WORDS;
      default -> Value.ONE_WORD;
    };
  }

  private Value array(TypeInsnNode insn) {
    return once(
        insn,
        any -> Value.of(Type.getObjectType(insn.desc), new Origin.Array(new ArraySite(insn.desc))));
  }

  private Value test(TypeInsnNode insn) {
    return once(insn, any -> Value.of(Type.INT_TYPE, new Origin.Test(new TypeTest(insn.desc))));
  }

  @Override
  public @Nullable Value binaryOperation(AbstractInsnNode insn, Value left, Value right) {
    return switch (insn.getOpcode()) {
      case Opcodes.AALOAD ->
          once(
              insn,
              any -> Value.of(Type.getType(Object.class), new Origin.Element(new ElementLoad())));
      case Opcodes.LALOAD,
          Opcodes.DALOAD,
          Opcodes.LADD,
          Opcodes.DADD,
          Opcodes.LSUB,
          Opcodes.DSUB,
          Opcodes.LMUL,
          Opcodes.DMUL,
          Opcodes.LDIV,
          Opcodes.DDIV,
          Opcodes.LREM,
          Opcodes.DREM,
          Opcodes.LSHL,
          Opcodes.LSHR,
          Opcodes.LUSHR,
          Opcodes.LAND,
          Opcodes.LOR,
          Opcodes.LXOR ->
          Value.TWO_WORDS;
      default -> Value.ONE_WORD;
    };
  }

  @Override
  public @Nullable Value ternaryOperation(
      AbstractInsnNode insn, Value first, Value second, Value third) {
    return null;
  }

  @Override
  public @Nullable Value naryOperation(AbstractInsnNode insn, List<? extends Value> values) {
    if (insn instanceof MethodInsnNode call) {
      return once(insn, any -> call(call));
    }
    if (insn instanceof InvokeDynamicInsnNode indy) {
      return once(insn, any -> dynamic(indy));
    }
    return Value.ONE_WORD;
  }

  private Value call(MethodInsnNode insn) {
    MethodRef target = new MethodRef(insn.owner, insn.name, insn.desc);
    Call call = new Call(method, position(insn), insn.getOpcode(), target);
    return Value.of(Type.getReturnType(insn.desc), new Origin.Result(call));
  }

  private Value dynamic(InvokeDynamicInsnNode insn) {
    Type type = Type.getReturnType(insn.desc);
    if (!insn.bsm.getOwner().equals("java/lang/invoke/LambdaMetafactory")) {
      return Value.unknown(type);
    }
    LambdaSite site =
        new LambdaSite(
            method,
            position(insn),
            type.getInternalName(),
            insn.name,
            (Handle) insn.bsmArgs[1],
            (Type) insn.bsmArgs[2]);
    return Value.of(type, new Origin.Function(site));
  }

  /** What the instruction made, if it has been reached. */
  @Nullable Origin origin(AbstractInsnNode insn) {
    Value value = made[position(insn)];
    return value == null ? null : value.only();
  }

  @Override
  public void returnOperation(AbstractInsnNode insn, Value value, Value expected) {
    // the reader takes returned values from the frames
  }

  @Override
  public Value merge(Value left, Value right) {
    return Value.merge(left, right);
  }
}
