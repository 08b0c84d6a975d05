package dev.towpath.lint.engine;

import dev.towpath.lint.bytecode.Allocation;
import dev.towpath.lint.bytecode.ClassFacts;
import dev.towpath.lint.bytecode.ClassIndex;
import dev.towpath.lint.bytecode.ClassSource;
import dev.towpath.lint.bytecode.Library;
import dev.towpath.lint.bytecode.MethodFacts;
import dev.towpath.lint.bytecode.MethodRef;
import dev.towpath.lint.model.Catalogue;
import dev.towpath.lint.model.Category;
import dev.towpath.lint.model.Entry;
import dev.towpath.lint.model.Severity;
import dev.towpath.lint.model.Signature;
import dev.towpath.lint.model.Where;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers whether one method blocks the thread that calls it, as far as its code tells. */
public final class Explain {

  /**
   * What the code tells. There is no "safe": absence of evidence is all that an analysis can find.
   */
  public enum Answer {
    BLOCKS("blocks the calling thread"),
    MAY_BLOCK("may block the calling thread, depending on arguments, state or configuration"),
    LOCK_ONLY("takes locks, and nothing else that waits was found"),
    DEFERRED("returns at once, but what it returns blocks when it is used"),
    NO_EVIDENCE("no evidence of blocking was found"),
    UNKNOWN("cannot be told: the code was not there");

    private final String text;

    Answer(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  /** An answer with its witnesses, the most convincing first. */
  public record Explanation(
      Answer answer, String method, List<Finding> witnesses, List<String> remarks) {}

  private static final Set<Category> QUIET =
      Set.of(Category.STREAM, Category.ENTROPY, Category.LOGGING, Category.CLASSLOAD, Category.CPU);

  private final Program program;
  private final Nodes nodes;
  private final Resolver resolver;
  private final HandOffs handOffs;
  private final Waits waits;

  private Explain(ClassIndex index, Catalogue catalogue) {
    program = new Program(index, catalogue, new Options());
    nodes = new Nodes(index);
    resolver = new Resolver(program, nodes);
    Threads threads = new Threads(program, resolver);
    Map<Allocation, Verdict> completed = new HashMap<>();
    Stages stages = new Stages(program, resolver, threads, completed);
    Chains chains = new Chains(program, nodes, resolver, threads, stages);
    waits = new Waits(program, resolver);
    Deployments deployments = new Deployments(program, nodes, resolver, threads);
    handOffs = new HandOffs(program, resolver, threads, chains, stages, waits, deployments);
  }

  /**
   * Reads an artifact.
   *
   * @param own the classes of the artifact; the rest is library
   */
  public static Explain of(
      Collection<? extends ClassSource> own, Library library, Catalogue catalogue) {
    return new Explain(ClassIndex.read(own, library), catalogue);
  }

  /**
   * Explains the named method; all overloads unless parameters are given.
   *
   * @throws IllegalArgumentException if there is no such class or method
   */
  public Explanation explain(Signature signature) {
    resolver.startAgain();
    ClassFacts owner = program.index.find(signature.owner());
    if (owner == null) {
      throw new IllegalArgumentException("unknown class: " + signature.owner().replace('/', '.'));
    }
    List<MethodFacts> methods = named(owner, signature);
    if (methods.isEmpty()) {
      throw new IllegalArgumentException("unknown method: " + signature.readable());
    }
    Explanation known = fromCatalogue(signature, methods);
    return known != null ? known : fromCode(signature, methods);
  }

  private List<MethodFacts> named(ClassFacts owner, Signature signature) {
    List<MethodFacts> found = new ArrayList<>();
    Set<String> seen = new LinkedHashSet<>();
    for (String each : program.index.ancestors(owner.name)) {
      ClassFacts facts = program.index.find(each);
      if (facts != null) {
        for (MethodFacts method : facts.methods()) {
          if (signature.accepts(method.name, method.desc)
              && !(method.isSynthetic() && !method.name.startsWith("lambda"))
              && seen.add(method.desc)) {
            found.add(method);
          }
        }
      }
    }
    return found;
  }

  private @Nullable Explanation fromCatalogue(Signature signature, List<MethodFacts> methods) {
    MethodRef first = new MethodRef(signature.owner(), methods.get(0).name, methods.get(0).desc);
    if (program.catalogue.find(Entry.Deferred.class, first, program.index) != null) {
      return answer(Answer.DEFERRED, signature, "listed in the catalogue");
    }
    boolean mayVary = false;
    for (MethodFacts method : methods) {
      MethodRef ref = new MethodRef(signature.owner(), method.name, method.desc);
      Entry.Sink sink = program.catalogue.find(Entry.Sink.class, ref, program.index);
      if (sink != null && !sink.signature().name().equals("*")) {
        boolean lock = sink.category() == Category.LOCK;
        mayVary |= sink.severity() == Severity.INFO;
        Answer answer = lock ? Answer.LOCK_ONLY : mayVary ? Answer.MAY_BLOCK : Answer.BLOCKS;
        return answer(answer, signature, "the catalogue says that it " + sink.category().does());
      }
    }
    return signature.owner().startsWith("java/") || signature.owner().startsWith("javax/")
        ? answer(
            Answer.NO_EVIDENCE, signature, "the JDK is described by the catalogue, not followed")
        : null;
  }

  private static Explanation answer(Answer answer, Signature signature, String remark) {
    return new Explanation(answer, signature.readable(), List.of(), List.of(remark));
  }

  private Explanation fromCode(Signature signature, List<MethodFacts> methods) {
    Set<MethodFacts> starts = new LinkedHashSet<>();
    for (MethodFacts method : methods) {
      starts.addAll(implementations(signature.owner(), method));
    }
    if (starts.isEmpty()) {
      return answer(Answer.UNKNOWN, signature, "no implementation was found on the class path");
    }
    Verdict verdict = new Verdict(Where.LOOP, "caller", "the question", Confidence.CERTAIN);
    List<Root> roots = new ArrayList<>();
    for (MethodFacts start : starts) {
      Confidence sure = starts.size() > methods.size() ? Confidence.LIKELY : Confidence.CERTAIN;
      Verdict asked = new Verdict(verdict.where(), verdict.family(), verdict.why(), sure);
      roots.add(new Root(nodes.plain(start), asked, "asked", start.name, start.name));
    }
    Walk walk =
        new Walk(program, resolver, handOffs, new SinkCheck(program, waits), new HashMap<>());
    walk.conditionsMatter();
    walk.from(roots);
    List<Finding> findings =
        new Findings(program, walk)
            .grouped(walk.hits()).stream()
                .filter(each -> !QUIET.contains(each.category()))
                .filter(each -> each.confidence() != Confidence.POSSIBLE)
                .toList();
    return new Explanation(
        decide(findings), signature.readable(), findings, remarks(starts.size(), walk));
  }

  private Set<MethodFacts> implementations(String owner, MethodFacts method) {
    Set<MethodFacts> found = new LinkedHashSet<>();
    MethodFacts selected = program.index.select(owner, method.name, method.desc);
    if (selected != null && !selected.isAbstract()) {
      found.add(selected);
      return found;
    }
    for (ClassFacts descendant : program.index.descendants(owner)) {
      if (!descendant.isAbstract() && !descendant.isInterface()) {
        MethodFacts each = program.index.select(descendant.name, method.name, method.desc);
        if (each != null && !each.isAbstract()) {
          found.add(each);
        }
      }
    }
    return found;
  }

  private static Answer decide(List<Finding> findings) {
    Answer answer = Answer.NO_EVIDENCE;
    for (Finding each : findings) {
      Answer one;
      if (each.category() == Category.LOCK) {
        one = Answer.LOCK_ONLY;
      } else if (each.confidence() == Confidence.CERTAIN && each.severity() == Severity.ERROR) {
        one = Answer.BLOCKS;
      } else {
        one = Answer.MAY_BLOCK;
      }
      answer = one.compareTo(answer) < 0 ? one : answer;
    }
    return answer;
  }

  private List<String> remarks(int implementations, Walk walk) {
    List<String> remarks = new ArrayList<>();
    if (implementations > 1) {
      remarks.add(implementations + " implementations or overloads were followed");
    }
    remarks.add(walk.visitedMethods() + " methods were followed");
    if (resolver.dispatch().unresolved() > 0) {
      remarks.add(resolver.dispatch().unresolved() + " calls could not be resolved");
    }
    if (!program.index.missing().isEmpty()) {
      remarks.add(program.index.missing().size() + " classes were not found on the class path");
    }
    return remarks;
  }
}
