package dev.towpath.lint.engine;

import dev.towpath.lint.bytecode.Allocation;
import dev.towpath.lint.bytecode.ClassFacts;
import dev.towpath.lint.bytecode.ClassIndex;
import dev.towpath.lint.bytecode.ClassSource;
import dev.towpath.lint.bytecode.Library;
import dev.towpath.lint.bytecode.MethodFacts;
import dev.towpath.lint.model.Catalogue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One run over a code base: from class files to findings. */
public final class Analysis {

  private static final int MOST_ROUNDS = 4;

  private final Program program;
  private final Nodes nodes;
  private final Resolver resolver;
  private final HandOffs handOffs;
  private final RootFinder roots;
  private final Stages stages;
  private final Chains chains;
  private final Walk walk;
  private final Map<Allocation, Verdict> completed = new HashMap<>();

  private Analysis(ClassIndex index, Catalogue catalogue, Options options) {
    program = new Program(index, catalogue, options);
    nodes = new Nodes(index);
    resolver = new Resolver(program, nodes);
    Threads threads = new Threads(program, resolver);
    stages = new Stages(program, resolver, threads, completed);
    chains = new Chains(program, nodes, resolver, threads, stages);
    Waits waits = new Waits(program, resolver);
    Deployments deployments = new Deployments(program, nodes, resolver, threads);
    handOffs = new HandOffs(program, resolver, threads, chains, stages, waits, deployments);
    roots = new RootFinder(program, nodes, resolver, handOffs, chains, stages, deployments);
    walk = new Walk(program, resolver, handOffs, new SinkCheck(program, waits), completed);
  }

  /** Reads the classes and looks for blocking calls on threads that must not wait. */
  public static Report run(
      Collection<? extends ClassSource> classes,
      Library library,
      Catalogue catalogue,
      Options options) {
    ClassIndex index = ClassIndex.read(classes, library);
    return new Analysis(index, catalogue, options).find();
  }

  private Report find() {
    Reach reach = new Reach(program, handOffs);
    handOffs.only(reach);
    walk.only(reach);
    roots.only(reach);
    if (program.options.insideMonitors()) {
      new Monitors(program, nodes, resolver, walk).follow();
    } else {
      followThreads();
    }
    List<Finding> findings = new Findings(program, walk).grouped(walk.hits());
    return new Report(findings, gaps(), walk.visitedMethods(), instructions());
  }

  private void followThreads() {
    walk.from(wanted(roots.called()));
    int known = -1;
    for (int round = 0; round < MOST_ROUNDS && completed.size() != known; round++) {
      known = completed.size();
      stages.forget();
      chains.forget();
      walk.from(wanted(roots.registered()));
    }
    roots.direct().stream().filter(hit -> wanted(hit.root())).forEach(walk::direct);
    new Initialisers(program, nodes, walk).follow();
  }

  private List<Root> wanted(List<Root> found) {
    return found.stream().filter(this::wanted).toList();
  }

  private boolean wanted(Root root) {
    return program.options.families().isEmpty()
        || program.options.families().contains(root.family());
  }

  private long instructions() {
    long count = 0;
    for (ClassFacts facts : program.index.project()) {
      for (MethodFacts method : facts.methods()) {
        count += method.instructions;
      }
    }
    return count;
  }

  private Gaps gaps() {
    List<String> foreign = new ArrayList<>();
    for (ClassFacts facts : program.index.project()) {
      if (Gaps.isForeignLambda(facts)) {
        foreign.add(facts.name.replace('/', '.'));
      }
    }
    return new Gaps(
        program.index.unreadable(),
        List.copyOf(program.index.missing()),
        program.bodies.skipped(),
        foreign,
        resolver.exhausted() + nodes.merged() + (walk.libraryBudgetHit() ? 1 : 0),
        resolver.dispatch().unresolved());
  }
}
