package dev.towpath.lint.engine;

import dev.towpath.lint.bytecode.Call;
import dev.towpath.lint.bytecode.ClassFacts;
import dev.towpath.lint.bytecode.MethodFacts;
import dev.towpath.lint.bytecode.MethodRef;
import dev.towpath.lint.bytecode.Names;
import dev.towpath.lint.bytecode.Origin;
import dev.towpath.lint.bytecode.Value;
import dev.towpath.lint.model.Entry;
import dev.towpath.lint.model.Signature;
import dev.towpath.lint.model.Where;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/** Finds the code that libraries run on threads that must not wait. */
final class RootFinder {

  private static final int MOST_CALLERS = 16;

  private final Program program;
  private final Nodes nodes;
  private final Resolver resolver;
  private final HandOffs handOffs;
  private final Chains chains;
  private final Stages stages;
  private final Deployments deployments;
  private final Conditions conditions;
  private final Map<MethodRef, Boolean> interesting = new HashMap<>();
  private final List<Call> registering = new ArrayList<>();
  private @Nullable List<Call> open;
  private @Nullable Reach reach;

  RootFinder(
      Program program,
      Nodes nodes,
      Resolver resolver,
      HandOffs handOffs,
      Chains chains,
      Stages stages,
      Deployments deployments) {
    this.program = program;
    this.nodes = nodes;
    this.resolver = resolver;
    this.handOffs = handOffs;
    this.chains = chains;
    this.stages = stages;
    this.deployments = deployments;
    this.conditions = new Conditions(resolver);
  }

  /** Leaves out what cannot lead to a blocking call. */
  void only(Reach leading) {
    reach = leading;
  }

  /**
   * Registered code and its thread. Called again after the walk has learned who completes what, it
   * looks only at what had no such thread before.
   */
  List<Root> registered() {
    List<Call> undecided = new ArrayList<>();
    Map<Object, Root> roots = new LinkedHashMap<>();
    for (Call call : registering()) {
      if (!add(call, roots)) {
        undecided.add(call);
      }
    }
    open = undecided;
    return new ArrayList<>(roots.values());
  }

  private List<Call> registering() {
    if (open != null) {
      return open;
    }
    for (ClassFacts facts : program.index.project()) {
      for (MethodFacts method : facts.methods()) {
        if (registers(method)) {
          for (Call call : program.body(method).calls) {
            if (isInteresting(call.target)) {
              registering.add(call);
            }
          }
        }
      }
    }
    return registering;
  }

  private boolean registers(MethodFacts method) {
    for (MethodRef call : method.calls) {
      if (isInteresting(call)) {
        return true;
      }
    }
    return false;
  }

  private boolean isInteresting(MethodRef call) {
    return interesting.computeIfAbsent(call, this::mayRegister);
  }

  private boolean mayRegister(MethodRef call) {
    if (!handOffs.mayHandOver(call)) {
      return false;
    }
    for (Type each : Type.getArgumentTypes(call.desc())) {
      if (reach == null
          || (each.getSort() == Type.OBJECT && reach.leadsThrough(each.getInternalName()))) {
        return true;
      }
    }
    return false;
  }

  /** Adds roots; false if some of the code was not seen to run where it must not wait. */
  private boolean add(Call call, Map<Object, Root> roots) {
    boolean decided = true;
    for (Node node : contexts(call)) {
      if (!conditions.possible(call.guards, node)) {
        continue;
      }
      for (HandOff handOff : handOffs.of(call, node)) {
        decided &= handOff.verdict().mustNotWait();
        if (handOff.verdict().mustNotWait()) {
          add(handOff, roots);
        }
      }
    }
    return decided;
  }

  private void add(HandOff handOff, Map<Object, Root> roots) {
    for (Step step : handOffs.run(handOff, List.of())) {
      Root root = root(step, handOff.verdict(), handOff.call());
      if (root != null) {
        roots.putIfAbsent(List.of(root.node(), root.family()), root);
      }
    }
  }

  private @Nullable Root root(Step step, Verdict verdict, Call call) {
    String place = place(call.in, call.line);
    if (step instanceof Step.Enter enter) {
      if (!enter.node().method.owner.project || isExempt(enter.node().method)) {
        return null;
      }
      return new Root(enter.node(), verdict, verdict.why(), place, call.target.simple());
    }
    return null;
  }

  /** Calls whose method reference is itself a blocking method: nothing to enter. */
  List<DirectHit> direct() {
    List<DirectHit> found = new ArrayList<>();
    registering.forEach(call -> addDirect(call, found));
    return found;
  }

  record DirectHit(Root root, Invocation invocation) {}

  private void addDirect(Call call, List<DirectHit> found) {
    Node node = nodes.plain(call.in);
    for (HandOff handOff : handOffs.of(call, node)) {
      if (handOff.verdict().mustNotWait() && conditions.possible(call.guards, node)) {
        for (Step step : handOffs.run(handOff, List.of())) {
          if (step instanceof Step.Leave leave) {
            String place = place(call.in, call.line);
            Verdict verdict = handOff.verdict();
            Root root = new Root(node, verdict, verdict.why(), place, call.target.simple());
            found.add(new DirectHit(root, leave.invocation()));
          }
        }
      }
    }
  }

  static String place(MethodFacts method, int line) {
    String file = method.owner.sourceFile;
    return (file == null ? Names.simple(method.owner.name) : file) + ":" + line;
  }

  /** The method as its callers enter it, if what they pass decides what is registered. */
  private List<Node> contexts(Call call) {
    MethodFacts method = call.in;
    if (method.arity() == 0 || !dependsOnParameter(call)) {
      return List.of(nodes.plain(method));
    }
    List<Node> found = new ArrayList<>();
    for (Call caller : resolver.callsTo(method)) {
      if (found.size() >= MOST_CALLERS) {
        return List.of(nodes.plain(method));
      }
      List<@Nullable Set<Obj>> args = resolver.invocation(caller, nodes.plain(caller.in)).args();
      found.add(nodes.entered(method, args));
    }
    return found.isEmpty() ? List.of(nodes.plain(method)) : found;
  }

  private static boolean dependsOnParameter(Call call) {
    if (call.guards.stream().anyMatch(guard -> isParameter(guard.tested()))) {
      return true;
    }
    for (Value arg : call.args) {
      for (Origin origin : arg.origins) {
        boolean captures =
            origin instanceof Origin.Function function
                && function.site().captured.stream().anyMatch(RootFinder::isParameter);
        if (captures || (origin instanceof Origin.Param param && isReal(param, call.in))) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isReal(Origin.Param param, MethodFacts method) {
    return method.isStatic() || param.index() > 0;
  }

  private static boolean isParameter(Value value) {
    return value.only() instanceof Origin.Param;
  }

  /** Methods that libraries call because they override or carry an annotation. */
  List<Root> called() {
    Map<Object, Root> roots = new LinkedHashMap<>();
    CallbackFunctions functions = new CallbackFunctions(program, nodes);
    Map<String, List<Entry.Callback>> byOwner = new HashMap<>();
    for (Entry.Callback each : program.catalogue.all(Entry.Callback.class)) {
      byOwner.computeIfAbsent(each.signature().owner(), any -> new ArrayList<>()).add(each);
    }
    for (ClassFacts facts : program.index.project()) {
      if (!facts.isInterface() && !facts.isAbstract() && !deployments.isSafe(facts.name)) {
        for (String ancestor : program.index.ancestors(facts.name)) {
          for (Entry.Callback each : byOwner.getOrDefault(ancestor, List.of())) {
            addCallback(facts, each, roots);
          }
        }
      }
      addAnnotated(facts, roots);
      if (!deployments.isSafe(facts.name)) {
        functions.of(facts, byOwner).stream()
            .filter(root -> isRoot(root.node().method))
            .forEach(root -> roots.putIfAbsent(List.of(root.node(), root.family()), root));
      }
    }
    return new ArrayList<>(roots.values());
  }

  private void addCallback(ClassFacts facts, Entry.Callback entry, Map<Object, Root> roots) {
    ClassFacts declaring = program.index.find(entry.signature().owner());
    List<MethodFacts> candidates = new ArrayList<>();
    if (declaring == null) {
      facts.methods().stream()
          .filter(method -> isMeant(method, entry.signature()))
          .forEach(candidates::add);
    } else {
      declaring.methods().stream()
          .filter(method -> !method.isStatic() && !method.name.startsWith("<"))
          .filter(method -> entry.signature().accepts(method.name, method.desc))
          .forEach(candidates::add);
    }
    for (MethodFacts candidate : candidates) {
      MethodFacts method = program.index.select(facts.name, candidate.name, candidate.desc);
      if (method != null && isRoot(method)) {
        Set<Obj> self = Set.of(new Obj.Exact(facts.name));
        Node node = nodes.entered(method, java.util.Collections.singletonList(self));
        String why =
            "called by the library as "
                + new MethodRef(entry.signature().owner(), candidate.name, "").simple();
        Verdict verdict = new Verdict(entry.where(), entry.family(), why, Confidence.CERTAIN);
        roots.putIfAbsent(
            List.of(node, entry.family()),
            new Root(
                node, verdict, why, place(method, program.body(method).firstLine), candidate.name));
      }
    }
  }

  private boolean isRoot(MethodFacts method) {
    return method.owner.project
        && !method.isAbstract()
        && (reach == null || reach.leads(method))
        && !isExempt(method);
  }

  /** Without the declaring class only names tell: overrides mention the library in their types. */
  private static boolean isMeant(MethodFacts method, Signature signature) {
    String vendor = signature.owner().substring(0, signature.owner().indexOf('/') + 1);
    return signature.name().equals("*")
        ? !method.isStatic()
            && method.desc.startsWith("(L" + vendor)
            && !method.name.startsWith("<")
        : method.name.equals(signature.name());
  }

  private void addAnnotated(ClassFacts facts, Map<Object, Root> roots) {
    for (MethodFacts method : facts.methods()) {
      Entry.Annotated entry = annotation(method);
      if (entry == null
          || !entry.where().mustNotWait()
          || method.isSynthetic()
          || !isRoot(method)
          || (entry.scope() == Entry.Annotated.Scope.ASYNC && !isAsync(method))) {
        continue;
      }
      String annotation = Names.simple(entry.signature().owner());
      String why = "annotated @" + annotation;
      Verdict verdict = new Verdict(entry.where(), entry.family(), why, Confidence.CERTAIN);
      Node node = nodes.entered(method, List.of());
      roots.putIfAbsent(
          List.of(node, entry.family()),
          new Root(node, verdict, why, place(method, program.body(method).firstLine), annotation));
    }
  }

  private Entry.@Nullable Annotated annotation(MethodFacts method) {
    for (String each : method.annotations.keySet()) {
      Entry.Annotated entry = program.catalogue.forType(Entry.Annotated.class, each, program.index);
      if (entry != null && entry.where().mustNotWait()) {
        return entry;
      }
    }
    for (String each : method.owner.annotations.keySet()) {
      Entry.Annotated entry = program.catalogue.forType(Entry.Annotated.class, each, program.index);
      if (entry != null
          && entry.where().mustNotWait()
          && entry.scope() == Entry.Annotated.Scope.ANY
          && !method.name.startsWith("<")) {
        return entry;
      }
    }
    return null;
  }

  private boolean isAsync(MethodFacts method) {
    Type type = Type.getReturnType(method.desc);
    return chains.isPublisher(type) || stages.isStage(type);
  }

  /** Marked as code that may wait, by annotation, on the method or its class. */
  private boolean isExempt(MethodFacts method) {
    return isExempt(method.annotations) || isExempt(method.owner.annotations);
  }

  private boolean isExempt(Map<String, Map<String, Object>> annotations) {
    for (Map.Entry<String, Map<String, Object>> each : annotations.entrySet()) {
      Entry.Annotated entry =
          program.catalogue.forType(Entry.Annotated.class, each.getKey(), program.index);
      if (entry != null && entry.where() == Where.SAFE) {
        return true;
      }
      if (entry != null
          && entry.attribute() != null
          && Boolean.TRUE.equals(each.getValue().get(entry.attribute()))) {
        return true;
      }
    }
    return false;
  }
}
