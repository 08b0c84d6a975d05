package dev.towpath.lint.engine;

import dev.towpath.lint.bytecode.Allocation;
import dev.towpath.lint.bytecode.Body;
import dev.towpath.lint.bytecode.Call;
import dev.towpath.lint.bytecode.ClassFacts;
import dev.towpath.lint.bytecode.Lock;
import dev.towpath.lint.bytecode.MethodFacts;
import dev.towpath.lint.bytecode.MethodRef;
import dev.towpath.lint.bytecode.Origin;
import dev.towpath.lint.model.Category;
import dev.towpath.lint.model.Entry;
import dev.towpath.lint.model.Severity;
import dev.towpath.lint.model.Signature;
import dev.towpath.lint.model.Where;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/** Goes from roots through calls, surest and shortest first, and notes every blocking call. */
final class Walk {

  private static final int MOST_LIBRARY_METHODS = 4_000;

  /** Each call on the way depends on something; after so many nobody knows. */
  private static final int LONGEST_SURE_WAY = 12;

  private record Place(Node node, String family) {}

  /** A blocking call, with the way to it. */
  record Hit(Visit visit, SinkCheck.Hit sink, MethodRef target, int line) {}

  private final Program program;
  private final Resolver resolver;
  private final HandOffs handOffs;
  private final Conditions conditions;
  private final SinkCheck sinks;
  private final Map<Allocation, Verdict> completed;
  private final Map<Place, Visit> visited = new LinkedHashMap<>();
  private final Map<Place, Set<Place>> predecessors = new HashMap<>();
  private final Set<Place> done = new HashSet<>();
  private final List<Hit> hits = new ArrayList<>();
  private final Map<MethodRef, Boolean> interesting = new HashMap<>();
  private final PriorityQueue<Visit> open =
      new PriorityQueue<>(
          Comparator.comparing((Visit visit) -> visit.confidence)
              .thenComparingInt(visit -> visit.length)
              .thenComparing(visit -> visit.node.method.toString())
              .thenComparing(visit -> visit.root.place()));
  private int libraryMethods;
  private boolean libraryBudgetHit;
  private boolean conditionsMatter;
  private Confidence atLeast;
  private @Nullable Reach reach;

  Walk(
      Program program,
      Resolver resolver,
      HandOffs handOffs,
      SinkCheck sinks,
      Map<Allocation, Verdict> completed) {
    this.program = program;
    this.resolver = resolver;
    this.handOffs = handOffs;
    this.conditions = new Conditions(resolver);
    this.sinks = sinks;
    this.completed = completed;
    this.atLeast = program.options.atLeast();
  }

  /** Leaves out what cannot lead to a blocking call. */
  void only(Reach leading) {
    reach = leading;
  }

  /** Lets every condition on the way make the answer less certain. */
  void conditionsMatter() {
    conditionsMatter = true;
    atLeast = Confidence.LIKELY;
  }

  List<Hit> hits() {
    return hits;
  }

  boolean libraryBudgetHit() {
    return libraryBudgetHit;
  }

  List<Visit> visits() {
    return new ArrayList<>(visited.values());
  }

  int visitedMethods() {
    return visited.size();
  }

  void from(List<Root> roots) {
    for (Root root : roots) {
      visit(new Visit(root.node(), root, null, 0, root.verdict().confidence()), null);
    }
    run();
  }

  /** A blocking method that was registered itself, as a method reference. */
  void direct(RootFinder.DirectHit direct) {
    SinkCheck.Hit hit = sinks.check(direct.invocation());
    if (hit != null) {
      Visit visit =
          new Visit(
              direct.root().node(), direct.root(), null, 0, direct.root().verdict().confidence());
      hits.add(new Hit(visit, hit, direct.invocation().target(), direct.invocation().line()));
    }
  }

  void run() {
    while (!open.isEmpty()) {
      Visit visit = open.remove();
      if (done.add(place(visit))) {
        follow(visit);
      }
    }
  }

  private static Place place(Visit visit) {
    return new Place(visit.node, visit.root.family());
  }

  void visit(Visit visit, @Nullable Visit from) {
    MethodFacts method = visit.node.method;
    if (visit.confidence.compareTo(atLeast) > 0
        || (reach != null && method.owner.project && !isInReach(visit))
        || program.isTrusted(method.owner.name)
        || isMain(method)) {
      return;
    }
    Place place = place(visit);
    if (from != null) {
      predecessors.computeIfAbsent(place, any -> new LinkedHashSet<>()).add(place(from));
    }
    Visit known = visited.get(place);
    if (known != null && !better(visit, known)) {
      return;
    }
    if (!method.owner.project && known == null && ++libraryMethods > MOST_LIBRARY_METHODS) {
      libraryBudgetHit = true;
      return;
    }
    visited.put(place, visit);
    open.add(visit);
  }

  private boolean isInReach(Visit visit) {
    boolean anyLength = atLeast == Confidence.POSSIBLE;
    int most = anyLength ? Integer.MAX_VALUE : LONGEST_SURE_WAY - visit.length;
    return reach != null && reach.leads(visit.node.method, most);
  }

  private static boolean isMain(MethodFacts method) {
    return method.name.equals("main") && method.desc.equals("([Ljava/lang/String;)V");
  }

  private static boolean better(Visit visit, Visit known) {
    int order = visit.confidence.compareTo(known.confidence);
    return order < 0 || (order == 0 && visit.length < known.length);
  }

  private void follow(Visit visit) {
    MethodFacts method = visit.node.method;
    Body body = program.body(method);
    if ((method.access & Opcodes.ACC_SYNCHRONIZED) != 0) {
      lock(visit, body.firstLine, method);
    }
    for (Lock lock : body.locks) {
      lock(visit, lock.line(), method);
    }
    for (Call call : body.calls) {
      if (isInteresting(call.target, method) && conditions.possible(call.guards, visit.node)) {
        follow(call, visit);
      }
    }
  }

  private void lock(Visit visit, int line, MethodFacts method) {
    MethodRef target = new MethodRef(method.owner.name, "synchronized", "()V");
    SinkCheck.Hit hit = sinks.lock(target);
    if (hit != null) {
      hits.add(new Hit(visit, hit, target, line));
    }
  }

  private boolean isInteresting(MethodRef target, MethodFacts in) {
    if (reach != null && in.owner.project) {
      return reach.leads(target);
    }
    return interesting.computeIfAbsent(target, this::decideInteresting);
  }

  private boolean decideInteresting(MethodRef target) {
    if (target.owner().startsWith("[") || target.name().equals("getClass")) {
      return false;
    }
    if (program.catalogue.find(Entry.Sink.class, target, program.index) != null
        || Ends.isComplete(target)
        || handOffs.mayHandOver(target)) {
      return true;
    }
    String owner = target.owner();
    ClassFacts facts = owner.startsWith("java/lang/") ? null : program.index.find(owner);
    if (facts != null
        && (program.isFollowed(facts) || !program.index.descendants(owner).isEmpty())) {
      return true;
    }
    boolean runsItself = owner.startsWith("java/util/") || owner.equals("java/lang/Iterable");
    if (runsItself && target.desc().indexOf("Ljava/util/") >= 0) {
      return true;
    }
    return isFunctional(target);
  }

  private boolean isFunctional(MethodRef target) {
    MethodFacts method = program.index.functional(target.owner());
    return method != null && method.name.equals(target.name());
  }

  private void follow(Call call, Visit visit) {
    Invocation invocation = resolver.invocation(call, visit.node);
    boolean left = false;
    for (Step step : resolver.dispatch().expand(invocation)) {
      left |= step instanceof Step.Leave;
      take(step, visit, call);
    }
    if (left) {
      for (HandOff handOff : handOffs.of(call, visit.node)) {
        if (handOff.verdict().where() == Where.SAME) {
          for (Step step : handOffs.run(handOff, given(call, visit.node))) {
            take(step, visit, call);
          }
        }
      }
    }
  }

  /** What a container gives to the function that it calls for each of its elements. */
  private List<@Nullable Set<Obj>> given(Call call, Node node) {
    String owner = call.target.owner();
    boolean gives = Containers.isContainer(owner) || owner.equals("java/lang/Iterable");
    if (call.isStatic() || !gives) {
      return List.of();
    }
    Set<Obj> all = new LinkedHashSet<>();
    for (Obj each : resolver.resolve(call.args.get(0), node)) {
      all.addAll(resolver.containers().elements(each));
    }
    all.addAll(resolver.containers().addedTo(call.args.get(0), node));
    if (all.isEmpty()) {
      return List.of();
    }
    List<@Nullable Set<Obj>> given = new ArrayList<>();
    given.add(all);
    if (call.target.owner().endsWith("Map")) {
      given.add(all);
    }
    return given;
  }

  private void take(Step step, Visit visit, Call call) {
    if (step instanceof Step.Enter enter) {
      enter(enter, visit, call);
    } else if (step instanceof Step.Leave leave) {
      leave(leave.invocation(), visit, call);
    }
  }

  private void enter(Step.Enter step, Visit visit, Call call) {
    MethodFacts method = step.node().method;
    Confidence confidence = visit.confidence.and(byAlternatives(step.alternatives()));
    if (!method.owner.project && !conditionsMatter) {
      confidence =
          confidence.and(
              call.guards.isEmpty() || visit.node.method.owner.project
                  ? Confidence.LIKELY
                  : Confidence.POSSIBLE);
    }
    boolean farAway = visit.length >= LONGEST_SURE_WAY && !conditionsMatter;
    if (step.node().merged || farAway || isAnyCallers(call, visit.node)) {
      confidence = Confidence.POSSIBLE;
    }
    confidence = confidence.and(byConditions(call));
    if (isMarkedBlocking(method)) {
      Signature signature = new Signature(method.owner.name, method.name, null);
      Entry.Sink sink = new Entry.Sink(signature, Category.SPI, Severity.ERROR);
      hits.add(
          new Hit(
              weaker(visit, confidence),
              new SinkCheck.Hit(sink, Severity.ERROR),
              method.ref(),
              call.line));
      return;
    }
    visit(new Visit(step.node(), visit.root, visit, call.line, confidence), visit);
  }

  /** A function that came in as a parameter, and nobody knows from which caller. */
  private boolean isAnyCallers(Call call, Node node) {
    return !call.isStatic()
        && call.args.get(0).only() instanceof Origin.Param param
        && (param.index() > 0 || node.method.isStatic())
        && node.bound(param.index()) == null
        && resolver.callsTo(node.method).size() > 1;
  }

  private boolean isMarkedBlocking(MethodFacts method) {
    for (String each : method.annotations.keySet()) {
      Entry.Annotated entry = program.catalogue.forType(Entry.Annotated.class, each, program.index);
      if (entry != null && entry.where() == Where.SAFE && each.endsWith("/Blocking")) {
        return true;
      }
    }
    return false;
  }

  private static Confidence byAlternatives(int alternatives) {
    if (alternatives <= 1) {
      return Confidence.CERTAIN;
    }
    return alternatives <= 3 ? Confidence.LIKELY : Confidence.POSSIBLE;
  }

  private void leave(Invocation invocation, Visit visit, Call call) {
    MethodRef target = invocation.target();
    if (Ends.isComplete(target) && !invocation.isStatic()) {
      noteCompletion(invocation, visit, call);
    }
    SinkCheck.Hit hit = sinks.check(invocation);
    if (hit != null && !sinks.isOverByThen(hit, invocation, visit)) {
      boolean library = !visit.node.method.owner.project;
      Confidence confidence =
          library && !conditionsMatter && !call.guards.isEmpty()
              ? Confidence.POSSIBLE
              : Confidence.CERTAIN;
      hits.add(new Hit(weaker(visit, confidence.and(byConditions(call))), hit, target, call.line));
    }
  }

  private Confidence byConditions(Call call) {
    return conditionsMatter && !call.guards.isEmpty() ? Confidence.LIKELY : Confidence.CERTAIN;
  }

  private static Visit weaker(Visit visit, Confidence confidence) {
    Confidence both = visit.confidence.and(confidence);
    return both == visit.confidence
        ? visit
        : new Visit(visit.node, visit.root, visit.from, visit.line, both);
  }

  private void noteCompletion(Invocation invocation, Visit visit, Call call) {
    for (Obj each : invocation.arg(0)) {
      if (each instanceof Obj.New created) {
        String place = RootFinder.place(visit.node.method, call.line);
        Verdict verdict =
            new Verdict(
                visit.root.verdict().where(),
                visit.root.family(),
                "completed at " + place + " on that thread",
                Confidence.LIKELY);
        completed.putIfAbsent(created.allocation(), verdict);
      }
    }
  }

  /** How many roots lead to this visit. */
  int roots(Visit visit) {
    Set<Place> seen = new HashSet<>();
    List<Place> work = new ArrayList<>();
    work.add(place(visit));
    Set<Object> roots = new HashSet<>();
    while (!work.isEmpty()) {
      Place place = work.remove(work.size() - 1);
      if (seen.add(place)) {
        Visit at = visited.get(place);
        if (at != null && at.from == null) {
          roots.add(at.node.method);
        }
        work.addAll(predecessors.getOrDefault(place, Set.of()));
      }
    }
    return roots.size();
  }
}
