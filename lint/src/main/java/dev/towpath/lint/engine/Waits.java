package dev.towpath.lint.engine;

import dev.towpath.lint.bytecode.Call;
import dev.towpath.lint.bytecode.LambdaSite;
import dev.towpath.lint.bytecode.MethodFacts;
import dev.towpath.lint.bytecode.MethodRef;
import dev.towpath.lint.bytecode.Origin;
import dev.towpath.lint.bytecode.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Waits that cannot wait: the future is complete, because that is why the code runs. */
final class Waits {

  private static final Set<String> COMPLETED =
      Set.of(
          "completedFuture",
          "completedStage",
          "failedFuture",
          "immediateFuture",
          "succeededFuture",
          "newSucceededFuture",
          "newFailedFuture");
  private static final Set<String> ALL = Set.of("allOf", "all", "join", "allAsList", "whenAll");

  private static final int MOST_UPSTREAM = 40;

  private final Program program;
  private final Resolver resolver;

  /** Functions that run after all of several futures, or after the listed ones. */
  private final Set<MethodFacts> afterAll = new HashSet<>();

  private final Map<Obj, Boolean> followsAll = new HashMap<>();
  private final Map<MethodFacts, Set<Obj>> after = new HashMap<>();

  /** Functions that listen to the future that they get as a parameter. */
  private final Set<MethodFacts> listeners = new HashSet<>();

  Waits(Program program, Resolver resolver) {
    this.program = program;
    this.resolver = resolver;
  }

  boolean isDone(Invocation wait) {
    if (wait.isStatic() || wait.args().isEmpty()) {
      return false;
    }
    Set<Obj> futures = wait.arg(0);
    MethodFacts in = wait.in().method;
    if (!futures.isEmpty() && futures.stream().allMatch(Waits::isCompleted)) {
      return true;
    }
    if (isDoneAfter(in, wait)) {
      return true;
    }
    return listeners.contains(in) && isParameter(wait);
  }

  /** Whether the function runs only when what is waited for is complete. */
  boolean isDoneAfter(MethodFacts function, Invocation wait) {
    if (afterAll.contains(function)) {
      return isFuture(wait);
    }
    Set<Obj> done = after.get(function);
    Set<Obj> futures = wait.isStatic() ? Set.of() : wait.arg(0);
    return done != null
        && !futures.isEmpty()
        && (done.containsAll(futures) || done.containsAll(plain(futures)));
  }

  private static boolean isFuture(Invocation wait) {
    String name = wait.target().name();
    return name.equals("get") || name.equals("join") || name.startsWith("getNow");
  }

  private static boolean isParameter(Invocation wait) {
    Call call = wait.call();
    return call == null
        || (!call.args.isEmpty() && call.args.get(0).only() instanceof Origin.Param);
  }

  private static boolean isCompleted(Obj future) {
    return future instanceof Obj.Ext ext && COMPLETED.contains(ext.call().target.name());
  }

  /** Remembers what is complete when the functions given to this continuation run. */
  void continuation(Call call, Node node, Obj.Fn fn) {
    MethodFacts function = method(fn);
    if (function == null || call.isStatic()) {
      return;
    }
    if (call.args.get(0).only() instanceof Origin.Result result && isAll(result.call())) {
      addWithNested(function);
    }
    Set<Obj> upstream = resolver.resolve(call.args.get(0), node);
    for (Obj each : upstream) {
      if (each instanceof Obj.Ext ext && followsAll(ext)) {
        addWithNested(function);
      }
    }
    Set<Obj> done = after.computeIfAbsent(function, any -> new HashSet<>());
    upstream.forEach(each -> addWithUpstream(each, done));
  }

  /** A future that another one was made of is complete when that one is. */
  private void addWithUpstream(Obj future, Set<Obj> done) {
    if (done.size() < MOST_UPSTREAM
        && done.add(future)
        && future instanceof Obj.Ext ext
        && !ext.call().isStatic()) {
      resolver
          .resolve(ext.call().args.get(0), ext.made())
          .forEach(each -> addWithUpstream(each, done));
    }
  }

  /** The same future in another guise. */
  private Set<Obj> plain(Set<Obj> futures) {
    Set<Obj> found = new LinkedHashSet<>();
    for (Obj each : futures) {
      boolean view =
          each instanceof Obj.Ext ext
              && !ext.call().isStatic()
              && ext.call().target.name().equals("toCompletableFuture");
      if (view && each instanceof Obj.Ext ext) {
        found.addAll(resolver.resolve(ext.call().args.get(0), ext.made()));
      } else {
        found.add(each);
      }
    }
    return found;
  }

  void listener(Obj.Fn fn) {
    MethodFacts function = method(fn);
    if (function != null) {
      listeners.add(function);
    }
  }

  private static boolean isAll(Call call) {
    return ALL.contains(call.target.name()) && call.isStatic();
  }

  private boolean followsAll(Obj.Ext ext) {
    if (isAll(ext.call())) {
      return true;
    }
    Boolean known = followsAll.putIfAbsent(ext, false);
    if (known != null || ext.call().isStatic()) {
      return known != null && known;
    }
    Value receiver = ext.call().args.get(0);
    for (Obj each : resolver.resolve(receiver, ext.made())) {
      if (each instanceof Obj.Ext outer && followsAll(outer)) {
        followsAll.put(ext, true);
        return true;
      }
    }
    return false;
  }

  private void addWithNested(MethodFacts function) {
    if (afterAll.add(function)) {
      for (LambdaSite site : program.body(function).lambdas) {
        MethodFacts nested = implementation(site);
        if (nested != null && nested.isSynthetic()) {
          addWithNested(nested);
        }
      }
    }
  }

  private @Nullable MethodFacts method(Obj.Fn fn) {
    return implementation(fn.site());
  }

  private @Nullable MethodFacts implementation(LambdaSite site) {
    MethodRef target =
        new MethodRef(
            site.implementation.getOwner(),
            site.implementation.getName(),
            site.implementation.getDesc());
    return program.index.select(target.owner(), target.name(), target.desc());
  }
}
