package dev.towpath.lint.engine;

import dev.towpath.lint.bytecode.Body;
import dev.towpath.lint.bytecode.Call;
import dev.towpath.lint.bytecode.MethodFacts;
import dev.towpath.lint.bytecode.Names;
import dev.towpath.lint.bytecode.Origin;
import dev.towpath.lint.bytecode.Value;
import dev.towpath.lint.model.Entry;
import dev.towpath.lint.model.Where;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/**
 * Where an operator's function runs: the nearest operator upstream that switches threads, else an
 * asynchronous source, else where the chain is subscribed, else the thread that assembles it.
 */
final class Chains {

  private static final int DEEPEST = 24;

  /** Operators whose function makes a detour that the main line does not take. */
  private static final Set<String> SIDE =
      Set.of(
          "onErrorResume",
          "onErrorResumeNext",
          "onFailure",
          "retryWhen",
          "repeatWhen",
          "timeout",
          "switchIfEmpty",
          "onErrorMap",
          "doOnDiscard",
          "delayUntil",
          "delaySubscription",
          "takeUntilOther",
          "filterWhen",
          "window",
          "buffer",
          "contextWrite");

  /** Operators that call their function while the chain is put together. */
  static final Set<String> ASSEMBLY =
      Set.of("transform", "as", "compose", "to", "let", "with", "stage", "plug");

  private final Program program;
  private final Nodes nodes;
  private final Resolver resolver;
  private final Threads threads;
  private final Stages stages;
  private final Map<Obj, Answer> answers = new HashMap<>();
  private final Map<MethodFacts, Optional<Verdict>> callers = new HashMap<>();
  private final Set<Object> searched = new HashSet<>();
  private final Set<Object> open = new HashSet<>();

  /** To be called when more is known about who completes what. */
  void forget() {
    answers.clear();
  }

  Chains(Program program, Nodes nodes, Resolver resolver, Threads threads, Stages stages) {
    this.program = program;
    this.nodes = nodes;
    this.resolver = resolver;
    this.threads = threads;
    this.stages = stages;
    stages.chains = this;
  }

  Entry.@Nullable Publisher publisher(String type) {
    return program.catalogue.forType(Entry.Publisher.class, type, program.index);
  }

  boolean isPublisher(Type type) {
    return type.getSort() == Type.OBJECT && publisher(type.getInternalName()) != null;
  }

  /** The thread on which the functions given to this operator run. */
  Verdict of(Call operator, Node node) {
    Entry.Move own = move(operator);
    if (own != null && own.kind() == Entry.Move.Kind.TIMER) {
      return timer(operator, node);
    }
    Trail trail = new Trail();
    Verdict upstream =
        operator.isStatic()
            ? sources(operator, node, trail)
            : upstream(operator.args.get(0), node, trail);
    if (upstream.where() != Where.SAME) {
      return upstream;
    }
    if (trail.subscribed != null) {
      return trail.subscribed;
    }
    open.clear();
    Verdict downstream = downstream(operator, node, 0);
    return downstream == null ? Verdict.SAME : downstream;
  }

  /** The thread on which this publisher signals, if the caller subscribes to it. */
  Verdict signals(Value publisher, Node node) {
    Trail trail = new Trail();
    Verdict upstream = upstream(publisher, node, trail);
    return upstream.where() == Where.SAME && trail.subscribed != null ? trail.subscribed : upstream;
  }

  /** What was met on the way up. */
  private static final class Trail {
    private @Nullable Verdict subscribed;
    private int length;
  }

  private Verdict upstream(Value publisher, Node node, Trail trail) {
    Verdict found = Verdict.SAME;
    for (Obj each : resolver.resolve(publisher, node)) {
      Verdict verdict = each instanceof Obj.Ext ext ? upstream(ext, trail) : Verdict.SAME;
      if (each instanceof Obj.Typed typed) {
        verdict = ofType(typed.type());
      }
      if (verdict.mustNotWait() || found.where() == Where.SAME) {
        found = verdict;
      }
    }
    return found;
  }

  private Verdict ofType(String type) {
    Entry.Source source = program.catalogue.forType(Entry.Source.class, type, program.index);
    return source == null ? Verdict.SAME : source(source, Names.simple(type));
  }

  private Verdict upstream(Obj.Ext ext, Trail trail) {
    Answer known = answers.get(ext);
    if (known == null) {
      if (++trail.length > DEEPEST || !searched.add(ext)) {
        return Verdict.SAME;
      }
      Trail own = new Trail();
      own.length = trail.length;
      Verdict verdict = follow(ext, own);
      known = new Answer(verdict, own.subscribed);
      answers.put(ext, known);
      searched.remove(ext);
    }
    trail.subscribed = known.subscribed == null ? trail.subscribed : known.subscribed;
    return known.verdict;
  }

  private record Answer(Verdict verdict, @Nullable Verdict subscribed) {}

  private Verdict follow(Obj.Ext ext, Trail trail) {
    Call call = ext.call();
    Node node = ext.made();
    Entry.Move move = move(call);
    if (move != null) {
      Verdict moved = moved(move, call, node, trail);
      if (moved != null) {
        return moved;
      }
    }
    Entry.Source source = program.catalogue.find(Entry.Source.class, call.target, program.index);
    if (source != null && source.where() != Where.STAGE) {
      return source.where() == Where.SAME ? Verdict.SAME : source(source, call.target.simple());
    }
    if (publisher(call.target.owner()) == null) {
      return foreign(call);
    }
    Verdict inner = SIDE.contains(call.target.name()) ? Verdict.SAME : inner(call, node, trail);
    if (inner.where() != Where.SAME) {
      return inner;
    }
    return call.isStatic() ? sources(call, node, trail) : receiverOrArguments(call, node, trail);
  }

  private Verdict receiverOrArguments(Call call, Node node, Trail trail) {
    Verdict main = upstream(call.args.get(0), node, trail);
    if (main.where() != Where.SAME || SIDE.contains(call.target.name())) {
      return main;
    }
    return arguments(call, node, trail);
  }

  private Verdict arguments(Call call, Node node, Trail trail) {
    Type[] types = Type.getArgumentTypes(call.target.desc());
    Verdict found = Verdict.SAME;
    for (int i = 0; i < types.length; i++) {
      if (isPublisher(types[i])) {
        Verdict verdict = upstream(call.args.get(call.argument(i)), node, trail);
        found = verdict.where() == Where.SAME || found.mustNotWait() ? found : verdict;
      }
    }
    return found;
  }

  private Verdict sources(Call call, Node node, Trail trail) {
    Verdict found = arguments(call, node, trail);
    if (found.where() != Where.SAME) {
      return found;
    }
    for (int i = 0; i < call.args.size(); i++) {
      if (stages.isStage(Type.getArgumentTypes(call.target.desc())[i])) {
        return stages.of(call.args.get(i), node);
      }
    }
    return found;
  }

  /** A publisher that a library returns and the catalogue does not know. */
  private Verdict foreign(Call call) {
    return ofType(Type.getReturnType(call.target.desc()).getInternalName());
  }

  private static Verdict source(Entry.Source source, String what) {
    return new Verdict(
        source.where(), source.family(), "signals come from " + what, Confidence.LIKELY);
  }

  private Entry.@Nullable Move move(Call call) {
    return program.catalogue.find(Entry.Move.class, call.target, program.index);
  }

  private @Nullable Verdict moved(Entry.Move move, Call call, Node node, Trail trail) {
    if (move.kind() == Entry.Move.Kind.TIMER) {
      return timer(call, node);
    }
    Verdict scheduler = scheduler(call, node);
    if (move.kind() == Entry.Move.Kind.SUBSCRIBE) {
      trail.subscribed = scheduler;
      return null;
    }
    return scheduler.where() == Where.SAME ? null : scheduler;
  }

  private Verdict timer(Call call, Node node) {
    if (threads.hasExecutorParameter(call)) {
      return scheduler(call, node);
    }
    Entry.Publisher publisher = publisher(call.target.owner());
    String family = publisher == null ? "reactor" : publisher.family();
    return new Verdict(
        Where.POOL, family, "timer thread of " + call.target.simple(), Confidence.CERTAIN);
  }

  private Verdict scheduler(Call call, Node node) {
    Value argument = threads.executorArgument(call);
    if (argument == null) {
      return Verdict.UNKNOWN;
    }
    Verdict verdict = threads.of(argument, node);
    Entry.Publisher publisher = publisher(call.target.owner());
    return verdict.mustNotWait() && publisher != null
        ? new Verdict(
            verdict.where(),
            publisher.family(),
            call.target.simple() + "(" + verdict.why() + ")",
            verdict.confidence())
        : verdict;
  }

  /** The publishers that an operator's function returns. */
  private Verdict inner(Call call, Node node, Trail trail) {
    Verdict found = Verdict.SAME;
    for (int i = call.isStatic() ? 0 : 1; i < call.args.size(); i++) {
      for (Obj each : resolver.resolve(call.args.get(i), node)) {
        if (each instanceof Obj.Fn fn && isPublisher(fn.site().inferred.getReturnType())) {
          Verdict verdict = returnedBy(fn, call, node, trail);
          found = verdict.where() == Where.SAME || found.mustNotWait() ? found : verdict;
        }
      }
    }
    return found;
  }

  private Verdict returnedBy(Obj.Fn fn, Call call, Node node, Trail trail) {
    Object key = List.of(fn, node);
    if (!open.add(key)) {
      return Verdict.SAME;
    }
    Verdict found = Verdict.SAME;
    for (Step step : resolver.dispatch().apply(fn, List.of(), resolver.invocation(call, node))) {
      if (step instanceof Step.Enter enter) {
        for (Obj each : resolver.returned(enter.node())) {
          Trail innerTrail = new Trail();
          innerTrail.length = trail.length;
          Verdict verdict = each instanceof Obj.Ext ext ? upstream(ext, innerTrail) : Verdict.SAME;
          verdict =
              verdict.where() == Where.SAME && innerTrail.subscribed != null
                  ? innerTrail.subscribed
                  : verdict;
          found = verdict.where() == Where.SAME ? found : verdict;
        }
      }
    }
    open.remove(key);
    return found;
  }

  /** A {@code subscribeOn} further down, here or in every caller; null if there is none. */
  private @Nullable Verdict downstream(Call operator, Node node, int depth) {
    if (depth > DEEPEST || !open.add(operator)) {
      return null;
    }
    Body body = program.body(operator.in);
    for (Call next : body.calls) {
      if (consumes(next, operator)) {
        Entry.Move move = move(next);
        if (move != null
            && move.kind() == Entry.Move.Kind.SUBSCRIBE
            && isReceiver(next, operator)) {
          return scheduler(next, node);
        }
        if (isPublisher(Type.getReturnType(next.target.desc()))) {
          Verdict further = downstream(next, node, depth + 1);
          if (further != null) {
            return further;
          }
        }
      }
    }
    return isReturned(operator, body) ? inCallersOnce(operator.in, depth) : null;
  }

  private static boolean consumes(Call next, Call operator) {
    for (Value arg : next.args) {
      if (arg.origins.contains(new Origin.Result(operator))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isReceiver(Call next, Call operator) {
    return !next.isStatic() && next.args.get(0).origins.contains(new Origin.Result(operator));
  }

  private static boolean isReturned(Call operator, Body body) {
    for (Value value : body.returned) {
      if (value.origins.contains(new Origin.Result(operator))) {
        return true;
      }
    }
    return false;
  }

  private @Nullable Verdict inCallersOnce(MethodFacts method, int depth) {
    Optional<Verdict> known = callers.get(method);
    if (known == null) {
      callers.put(method, Optional.empty());
      known = Optional.ofNullable(inCallers(method, depth));
      callers.put(method, known);
    }
    return known.orElse(null);
  }

  private @Nullable Verdict inCallers(MethodFacts method, int depth) {
    List<Verdict> verdicts = new ArrayList<>();
    for (Call call : resolver.callsTo(method)) {
      Verdict verdict = downstream(call, nodes.plain(call.in), depth + 1);
      verdicts.add(verdict == null ? Verdict.SAME : verdict);
    }
    if (verdicts.isEmpty()) {
      return null;
    }
    Verdict agreed = Threads.agree(verdicts);
    return agreed.known() && agreed.where() != Where.SAME ? agreed : null;
  }
}
