package dev.towpath.lint.engine;

import dev.towpath.lint.bytecode.Call;
import dev.towpath.lint.bytecode.FieldLoad;
import dev.towpath.lint.bytecode.Guard;
import dev.towpath.lint.bytecode.MethodFacts;
import dev.towpath.lint.bytecode.Origin;
import dev.towpath.lint.bytecode.TypeTest;
import dev.towpath.lint.bytecode.Value;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides whether guarded code can run at all on a thread that must not wait. */
final class Conditions {

  /** True on the threads in question. */
  private static final Set<String> ON_LOOP =
      Set.of(
          "inEventLoop",
          "isOnEventLoopThread",
          "isEventLoopContext",
          "isInNonBlockingThread",
          "isNonBlockingThread",
          "isEventLoopThread",
          "inEventLoopThread",
          "isOnVertxThread");

  /** False on the threads in question. */
  private static final Set<String> OFF_LOOP =
      Set.of(
          "isVirtual",
          "isOnWorkerThread",
          "isWorkerContext",
          "isOnVirtualThread",
          "isVirtualThreadContext",
          "isBlockingAllowed",
          "canBlock",
          "canCallerThreadBeBlocked");

  private static final Set<String> DONE =
      Set.of(
          "isDone",
          "isComplete",
          "isCompleted",
          "isSuccess",
          "succeeded",
          "isCompletedNormally",
          "isCompletedExceptionally",
          "isTerminated",
          "hasCompleted",
          "isReady");

  private final Resolver resolver;

  Conditions(Resolver resolver) {
    this.resolver = resolver;
  }

  boolean possible(List<Guard> guards, Node node) {
    for (Guard guard : guards) {
      Boolean answer =
          guard.kind() == Guard.Kind.NULL ? isNull(guard.tested(), node) : isTrue(guard, node);
      if (answer != null && answer != guard.holds()) {
        return false;
      }
    }
    return true;
  }

  private @Nullable Boolean isTrue(Guard guard, Node node) {
    Origin origin = guard.tested().only();
    if (origin instanceof Origin.Test test) {
      return isTrue(test.test(), node);
    }
    if (origin instanceof Origin.Result result) {
      Boolean answer = byName(result.call());
      return answer == null ? throughHelper(guard.tested(), node) : answer;
    }
    return constant(resolver.resolve(guard.tested(), node));
  }

  private static @Nullable Boolean byName(Call call) {
    String name = call.target.name();
    if (ON_LOOP.contains(name)) {
      return true;
    }
    return OFF_LOOP.contains(name) ? Boolean.FALSE : null;
  }

  private @Nullable Boolean throughHelper(Value tested, Node node) {
    Boolean answer = null;
    for (Obj each : resolver.resolve(tested, node)) {
      Boolean one = each instanceof Obj.Ext ext ? byName(ext.call()) : constant(Set.of(each));
      if (one == null || (answer != null && !answer.equals(one))) {
        return null;
      }
      answer = one;
    }
    return answer;
  }

  private static @Nullable Boolean constant(Set<Obj> objects) {
    Boolean answer = null;
    for (Obj each : objects) {
      if (!(each instanceof Obj.Const constant) || !(constant.value() instanceof Integer number)) {
        return null;
      }
      boolean one = number != 0;
      if (answer != null && answer != one) {
        return null;
      }
      answer = one;
    }
    return answer;
  }

  private @Nullable Boolean isTrue(TypeTest test, Node node) {
    if (test.type.equals("reactor/core/scheduler/NonBlocking")) {
      return true;
    }
    Set<Obj> objects = resolver.resolve(test.tested, node);
    for (Obj each : objects) {
      if (!(each instanceof Obj.Const constant) || constant.value() != null) {
        return null;
      }
    }
    return objects.isEmpty() ? null : Boolean.FALSE;
  }

  private @Nullable Boolean isNull(Value tested, Node node) {
    if (tested.only() instanceof Origin.Result result
        && result.call().target.name().equals("currentContext")) {
      return false;
    }
    Set<Obj> objects = resolver.resolve(tested, node);
    boolean allNull = !objects.isEmpty();
    boolean noneNull = !objects.isEmpty();
    for (Obj each : objects) {
      boolean isNull = each instanceof Obj.Const constant && constant.value() == null;
      allNull &= isNull;
      noneNull &= !isNull && isSomething(each);
    }
    if (allNull) {
      return true;
    }
    return noneNull ? Boolean.FALSE : null;
  }

  /** Functions, objects that were seen being made, and what the JDK's factories return. */
  private static boolean isSomething(Obj object) {
    return object instanceof Obj.Fn
        || object.exactType() != null
        || (object instanceof Obj.Ext ext
            && ext.call().isStatic()
            && ext.call().target.owner().startsWith("java/util/concurrent/"));
  }

  /** Whether a guard has already asked this very object if it is done. */
  static boolean saysDone(Call wait, Program program) {
    if (wait.args.isEmpty()) {
      return false;
    }
    for (Guard guard : wait.guards) {
      if (guard.kind() == Guard.Kind.TRUE
          && guard.holds()
          && guard.tested().only() instanceof Origin.Result result
          && asksIfDone(result.call(), wait.args.get(0), program)) {
        return true;
      }
    }
    return false;
  }

  /** The question itself, or a helper that asks it about its parameter. */
  private static boolean asksIfDone(Call question, Value future, Program program) {
    if (DONE.contains(question.target.name())) {
      return !question.args.isEmpty() && same(question.args.get(0), future);
    }
    for (int i = question.isStatic() ? 0 : 1; i < question.args.size(); i++) {
      if (same(question.args.get(i), future)) {
        return helperAsks(question, i, program);
      }
    }
    return false;
  }

  private static boolean helperAsks(Call question, int parameter, Program program) {
    MethodFacts helper =
        program.index.select(
            question.target.owner(), question.target.name(), question.target.desc());
    if (helper == null || !program.isFollowed(helper.owner)) {
      return false;
    }
    for (Call inside : program.body(helper).calls) {
      if (DONE.contains(inside.target.name())
          && !inside.args.isEmpty()
          && inside.args.get(0).only() instanceof Origin.Param asked
          && asked.index() == parameter) {
        return true;
      }
    }
    return false;
  }

  static boolean same(Value left, Value right) {
    if (left.equals(right)) {
      return true;
    }
    return left.only() instanceof Origin.Load first
        && right.only() instanceof Origin.Load second
        && same(first.load(), second.load());
  }

  private static boolean same(FieldLoad left, FieldLoad right) {
    return left.name.equals(right.name) && left.owner.equals(right.owner);
  }
}
