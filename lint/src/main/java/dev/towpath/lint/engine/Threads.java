package dev.towpath.lint.engine;

import dev.towpath.lint.bytecode.Call;
import dev.towpath.lint.bytecode.MethodRef;
import dev.towpath.lint.bytecode.Origin;
import dev.towpath.lint.bytecode.Value;
import dev.towpath.lint.model.Entry;
import dev.towpath.lint.model.Where;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/** Tells on which kind of thread an executor or a scheduler runs what it is given. */
final class Threads {

  private static final int DEEPEST = 5;

  private final Program program;
  private final Resolver resolver;
  private int depth;

  Threads(Program program, Resolver resolver) {
    this.program = program;
    this.resolver = resolver;
  }

  /** The kind of thread behind this value. */
  Verdict of(Value executor, Node node) {
    if (isMarkedSafe(executor)) {
      return Verdict.SAFE;
    }
    List<Verdict> verdicts = new ArrayList<>();
    for (Obj each : resolver.resolve(executor, node)) {
      if (!(each instanceof Obj.Const)) {
        verdicts.add(of(each));
      }
    }
    return agree(verdicts);
  }

  /** The loop wins only if nobody says otherwise. */
  static Verdict agree(List<Verdict> verdicts) {
    if (verdicts.isEmpty()) {
      return Verdict.UNKNOWN;
    }
    Verdict first = verdicts.get(0);
    for (Verdict each : verdicts) {
      if (each.where() != first.where()) {
        return Verdict.UNKNOWN;
      }
    }
    return first;
  }

  private boolean isMarkedSafe(Value executor) {
    Set<String> safe = program.options.safeExecutors();
    for (Origin origin : executor.origins) {
      if (origin instanceof Origin.Load load
          && (safe.contains(load.load().owner + "#" + load.load().name)
              || safe.contains(load.load().name))) {
        return true;
      }
      if (origin instanceof Origin.Result result && safe.contains(result.call().target.name())) {
        return true;
      }
    }
    return false;
  }

  private Verdict of(Obj executor) {
    if (depth >= DEEPEST) {
      return Verdict.UNKNOWN;
    }
    depth++;
    try {
      if (executor instanceof Obj.Ext ext) {
        return ofResult(ext);
      } else if (executor instanceof Obj.Static constant) {
        return ofMember(new MethodRef(constant.owner(), constant.name(), "()V"), constant.type());
      } else if (executor instanceof Obj.Fn fn) {
        return runsItsArgument(fn) ? Verdict.SAME : Verdict.UNKNOWN;
      } else if (executor instanceof Obj.Typed typed) {
        return ofType(typed.type());
      }
      String exact = executor.exactType();
      return exact == null ? Verdict.UNKNOWN : ofType(exact);
    } finally {
      depth--;
    }
  }

  private Verdict ofResult(Obj.Ext ext) {
    Call call = ext.call();
    if (isSafeType(Type.getReturnType(call.target.desc()).getInternalName())) {
      return Verdict.SAFE;
    }
    Entry.Executor entry = program.catalogue.find(Entry.Executor.class, call.target, program.index);
    if (entry == null) {
      return ofType(Type.getReturnType(call.target.desc()).getInternalName());
    }
    if (entry.where() == Where.EXECUTOR) {
      Value wrapped = executorArgument(call);
      return wrapped == null ? Verdict.UNKNOWN : of(wrapped, ext.made());
    }
    return verdict(entry.where(), call.target.simple());
  }

  /** The argument, receiver included, that is an executor or a scheduler. */
  @Nullable Value executorArgument(Call call) {
    Type[] types = Type.getArgumentTypes(call.target.desc());
    for (int i = types.length - 1; i >= 0; i--) {
      if (isExecutorType(types[i])) {
        return call.args.get(call.argument(i));
      }
    }
    return call.isStatic() ? null : call.args.get(0);
  }

  boolean hasExecutorParameter(Call call) {
    for (Type each : Type.getArgumentTypes(call.target.desc())) {
      if (isExecutorType(each)) {
        return true;
      }
    }
    return false;
  }

  private boolean isExecutorType(Type type) {
    if (type.getSort() != Type.OBJECT) {
      return false;
    }
    String name = type.getInternalName();
    return name.endsWith("/Scheduler")
        || name.endsWith("/EventExecutorGroup")
        || name.endsWith("/Executor")
        || name.endsWith("/ExecutorService")
        || name.endsWith("/ScheduledExecutorService")
        || program.index.isSubtype(name, "java/util/concurrent/Executor");
  }

  private Verdict ofMember(MethodRef member, String type) {
    Entry.Executor entry = program.catalogue.find(Entry.Executor.class, member, program.index);
    return entry == null ? ofType(type) : verdict(entry.where(), member.simple());
  }

  private Verdict ofType(String type) {
    if (isSafeType(type)) {
      return Verdict.SAFE;
    }
    Entry.Executor entry = program.catalogue.forType(Entry.Executor.class, type, program.index);
    return entry == null ? Verdict.UNKNOWN : verdict(entry.where(), type.replace('/', '.'));
  }

  private boolean isSafeType(String type) {
    return program.options.safeExecutors().contains(type);
  }

  private static Verdict verdict(Where where, String what) {
    return switch (where) {
      case LOOP -> new Verdict(Where.LOOP, "netty", what, Confidence.CERTAIN);
      case POOL -> new Verdict(Where.POOL, "reactor", what, Confidence.CERTAIN);
      case SAME -> Verdict.SAME;
      case SAFE -> Verdict.SAFE;
      default -> Verdict.UNKNOWN;
    };
  }

  private static boolean runsItsArgument(Obj.Fn fn) {
    return fn.site().implementation.getOwner().equals("java/lang/Runnable")
        && fn.site().implementation.getName().equals("run");
  }
}
