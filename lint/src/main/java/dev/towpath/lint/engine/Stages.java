package dev.towpath.lint.engine;

import dev.towpath.lint.bytecode.Allocation;
import dev.towpath.lint.bytecode.Call;
import dev.towpath.lint.bytecode.Value;
import dev.towpath.lint.model.Entry;
import dev.towpath.lint.model.Where;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/** Where a future's continuation runs: on the thread that completes the future. */
final class Stages {

  private static final int DEEPEST = 20;

  private final Program program;
  private final Resolver resolver;
  private final Threads threads;

  /** Futures that code already known to run where nobody may wait completes. */
  private final Map<Allocation, Verdict> completed;

  private final Map<Obj, Verdict> known = new HashMap<>();
  private final Set<Object> open = new HashSet<>();
  @Nullable Chains chains;

  Stages(Program program, Resolver resolver, Threads threads, Map<Allocation, Verdict> completed) {
    this.program = program;
    this.resolver = resolver;
    this.threads = threads;
    this.completed = completed;
  }

  boolean isStage(Type type) {
    return type.getSort() == Type.OBJECT && isStage(type.getInternalName());
  }

  boolean isStage(String type) {
    return program.catalogue.forType(Entry.Stage.class, type, program.index) != null;
  }

  /** The thread on which the functions given to this continuation method run. */
  Verdict continuation(Call call, Node node) {
    if (call.target.name().endsWith("Async")) {
      return threads.hasExecutorParameter(call) ? executor(call, node) : Verdict.SAFE;
    }
    return call.isStatic() ? Verdict.UNKNOWN : of(call.args.get(0), node);
  }

  private Verdict executor(Call call, Node node) {
    Value executor = threads.executorArgument(call);
    return executor == null ? Verdict.UNKNOWN : threads.of(executor, node);
  }

  /** The thread that completes this future. */
  Verdict of(Value future, Node node) {
    List<Verdict> verdicts = new ArrayList<>();
    for (Obj each : resolver.resolve(future, node)) {
      if (!(each instanceof Obj.Const)) {
        verdicts.add(of(each));
      }
    }
    for (Verdict each : verdicts) {
      if (each.mustNotWait()) {
        return each;
      }
    }
    return Threads.agree(verdicts);
  }

  private Verdict of(Obj future) {
    Verdict verdict = known.get(future);
    if (verdict != null) {
      return verdict;
    }
    if (open.size() > DEEPEST || !open.add(future)) {
      return Verdict.UNKNOWN;
    }
    try {
      verdict = compute(future);
    } finally {
      open.remove(future);
    }
    known.put(future, verdict);
    return verdict;
  }

  private Verdict compute(Obj future) {
    if (future instanceof Obj.Ext ext) {
      return ofResult(ext);
    } else if (future instanceof Obj.New created) {
      return completedBy(created.allocation());
    }
    return future instanceof Obj.Typed typed ? ofType(typed.type()) : Verdict.UNKNOWN;
  }

  /** To be called when more is known about who completes what. */
  void forget() {
    known.clear();
  }

  private Verdict ofType(String type) {
    Entry.Source source = program.catalogue.forType(Entry.Source.class, type, program.index);
    return source == null ? Verdict.UNKNOWN : verdict(source, type.replace('/', '.'));
  }

  private static Verdict verdict(Entry.Source source, String what) {
    return source.where() == Where.SAME
        ? Verdict.SAME
        : new Verdict(source.where(), source.family(), "completed by " + what, Confidence.LIKELY);
  }

  private Verdict ofResult(Obj.Ext ext) {
    Call call = ext.call();
    Node node = ext.made();
    Entry.Source source = program.catalogue.find(Entry.Source.class, call.target, program.index);
    if (source != null) {
      return source.where() == Where.EXECUTOR
          ? byExecutor(call, node)
          : verdict(source, call.target.simple());
    }
    if (isStage(call.target.owner())) {
      return derived(call, node);
    }
    if (chains != null && chains.publisher(call.target.owner()) != null && !call.isStatic()) {
      return chains.signals(call.args.get(0), node);
    }
    return ofType(Type.getReturnType(call.target.desc()).getInternalName());
  }

  private Verdict byExecutor(Call call, Node node) {
    return threads.hasExecutorParameter(call) ? executor(call, node) : Verdict.SAFE;
  }

  private Verdict derived(Call call, Node node) {
    if (call.target.name().endsWith("Async")) {
      return byExecutor(call, node);
    }
    if (call.isStatic()) {
      return combined(call, node);
    }
    for (Value arg : call.args.subList(1, call.args.size())) {
      for (Obj each : resolver.resolve(arg, node)) {
        if (each instanceof Obj.Fn fn && isStage(fn.site().inferred.getReturnType())) {
          Verdict inner = returnedBy(fn, call, node);
          if (inner.mustNotWait() || (inner.where() == Where.SAFE && inner.known())) {
            return inner;
          }
        }
      }
    }
    return of(call.args.get(0), node);
  }

  private Verdict returnedBy(Obj.Fn fn, Call call, Node node) {
    List<Verdict> verdicts = new ArrayList<>();
    for (Step step : resolver.dispatch().apply(fn, List.of(), resolver.invocation(call, node))) {
      if (step instanceof Step.Enter enter) {
        resolver.returned(enter.node()).forEach(each -> verdicts.add(of(each)));
      }
    }
    return Threads.agree(verdicts);
  }

  private Verdict combined(Call call, Node node) {
    List<Verdict> verdicts = new ArrayList<>();
    for (Value arg : call.args) {
      for (Obj each : resolver.resolve(arg, node)) {
        Set<Obj> parts =
            each instanceof Obj.Arr ? resolver.containers().elements(each) : Set.of(each);
        parts.forEach(part -> verdicts.add(of(part)));
      }
    }
    for (Verdict each : verdicts) {
      if (each.mustNotWait()) {
        return each;
      }
    }
    return Threads.agree(verdicts);
  }

  /** Whoever was seen to call {@code complete} on this very future. */
  private Verdict completedBy(Allocation allocation) {
    Verdict seen = completed.get(allocation);
    return seen == null ? Verdict.UNKNOWN : seen;
  }
}
