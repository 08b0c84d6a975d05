package dev.towpath.lint.engine;

import dev.towpath.lint.bytecode.ClassFacts;
import dev.towpath.lint.bytecode.ClassIndex;
import dev.towpath.lint.bytecode.LambdaRef;
import dev.towpath.lint.bytecode.MethodFacts;
import dev.towpath.lint.bytecode.MethodRef;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Type;

/**
 * Which methods can come to a blocking call at all: an upper bound from names and hierarchies,
 * backwards from every blocking call. What cannot is not worth a look at its values.
 */
final class Reach {

  /** A call: whether it blocks, whether it runs functions, and if so who makes it. */
  private record Met(boolean isEnd, boolean runs, List<MethodFacts> users) {}

  private final Program program;
  private final ClassIndex index;
  private final HandOffs handOffs;
  private final Ends ends;

  /** By method, the fewest calls that lie between it and the blocking call. */
  private final Map<MethodFacts, Integer> leading = new HashMap<>();

  private final Set<MethodRef> leadingCalls = new HashSet<>();

  /** Interfaces of functions and objects that lead there, with all that they extend. */
  private final Set<String> leadingTypes = new HashSet<>();

  private final Set<LambdaRef> leadingFunctions = new HashSet<>();
  private int distance; // of what is marked now
  private final Deque<MethodFacts> work = new ArrayDeque<>();

  /** Calls that run functions which they are given, by the type of the function. */
  private final Map<String, Set<MethodRef>> runners = new HashMap<>();

  private final Map<MethodRef, Met> met = new HashMap<>();
  private final Map<MethodFacts, Boolean> making = new HashMap<>();

  /** What libraries return that are given something of this type. */
  private final Map<String, Set<String>> wrappers = new HashMap<>();

  Reach(Program program, HandOffs handOffs) {
    this.program = program;
    this.index = program.index;
    this.handOffs = handOffs;
    this.ends = new Ends(program);
    start();
    while (!work.isEmpty()) {
      MethodFacts method = work.remove();
      distance = leading.getOrDefault(method, 0) + 1;
      goBack(method);
    }
    runners.clear();
    wrappers.clear();
    met.clear();
  }

  /** Whether the method can come to a blocking call. */
  boolean leads(MethodFacts method) {
    return leading.containsKey(method);
  }

  /** Whether it can with no more calls than this on the way. */
  boolean leads(MethodFacts method, int most) {
    Integer calls = leading.get(method);
    return calls != null && calls <= most;
  }

  /** Whether a call that code under analysis makes can. */
  boolean leads(MethodRef call) {
    return leadingCalls.contains(call);
  }

  /** Whether any function or object that can be of this type leads to a blocking call. */
  boolean leadsThrough(String type) {
    return leadingTypes.contains(type);
  }

  /** Whether the function leads to a blocking call, or makes one that does. */
  boolean isWorthALook(MethodRef implementation) {
    MethodFacts method =
        index.select(implementation.owner(), implementation.name(), implementation.desc());
    if (method == null || !method.owner.project || method.isAbstract()) {
      return leads(implementation) || ends.isEnd(implementation);
    }
    return leads(method) || makes(method);
  }

  private boolean makes(MethodFacts method) {
    Boolean known = making.putIfAbsent(method, false);
    if (known != null) {
      return known;
    }
    for (LambdaRef each : method.references) {
      if (isWorthALook(each.implementation())) {
        making.put(method, true);
        return true;
      }
    }
    return false;
  }

  private void start() {
    for (ClassFacts facts : index.project()) {
      for (MethodFacts method : facts.methods()) {
        if (ends.isEnd(method)) {
          mark(method);
        }
        for (MethodRef call : method.calls) {
          meet(call, method);
        }
      }
    }
    for (MethodRef each : program.mentions.implementations()) {
      if (ends.isEnd(each)) {
        leadThrough(program.mentions.functions(each));
      }
    }
  }

  private void meet(MethodRef call, MethodFacts by) {
    Met how = met.computeIfAbsent(call, this::meet);
    if (how.isEnd) {
      mark(by);
    } else if (how.runs) {
      how.users.add(by);
    }
  }

  private Met meet(MethodRef call) {
    if (index.project(call.owner()) == null) {
      noteWrapper(call);
    }
    List<String> types = handOffs.runTypes(call);
    for (String type : types) {
      runners.computeIfAbsent(type, any -> new HashSet<>()).add(call);
    }
    boolean isEnd = ends.isEnd(call);
    if (isEnd) {
      leadingCalls.add(call);
    }
    return new Met(isEnd, !types.isEmpty(), types.isEmpty() ? List.of() : new ArrayList<>());
  }

  /** A library may make a function of another type out of one that leads there. */
  private void noteWrapper(MethodRef call) {
    int end = call.desc().indexOf(')');
    if (end < 3 || call.desc().charAt(end + 1) != 'L') {
      return;
    }
    String made = Type.getReturnType(call.desc()).getInternalName();
    for (Type each : Type.getArgumentTypes(call.desc())) {
      if (each.getSort() == Type.OBJECT && !each.getInternalName().equals(made)) {
        wrappers.computeIfAbsent(each.getInternalName(), any -> new HashSet<>()).add(made);
      }
    }
  }

  private void mark(MethodFacts method) {
    if (leading.putIfAbsent(method, distance) == null) {
      work.add(method);
    }
  }

  private void mark(MethodRef call) {
    if (leadingCalls.add(call)) {
      program.mentions.users(call).forEach(this::mark);
      Met known = met.get(call);
      if (known != null) {
        known.users.forEach(this::mark);
      }
      leadThrough(program.mentions.functions(call));
    }
  }

  private void goBack(MethodFacts method) {
    if (method.name.equals("<init>")) {
      mark(method.ref());
      leadThrough(program.mentions.functions(method.ref()));
      return;
    }
    if (method.name.equals("<clinit>")) {
      program.mentions.initialisers(method.owner.name).forEach(this::mark);
      return;
    }
    Set<String> callable = callableAs(method.owner);
    boolean any = callable.stream().anyMatch(index::isIncomplete);
    for (MethodRef call : program.mentions.named(method.name)) {
      if (call.desc().equals(method.desc) && mayMean(call.owner(), callable, any)) {
        mark(call);
      }
    }
    leadThrough(program.mentions.functions(method.ref()));
    if (!method.isStatic()) {
      callable.forEach(this::leadThrough);
    }
  }

  /** The type with everything that it and its heirs extend or implement. */
  private Set<String> callableAs(ClassFacts type) {
    Set<ClassFacts> heirs = index.descendants(type.name);
    if (heirs.isEmpty()) {
      return index.ancestors(type.name);
    }
    Set<String> all = new HashSet<>(index.ancestors(type.name));
    heirs.forEach(heir -> all.addAll(index.ancestors(heir.name)));
    return all;
  }

  /** Of a type whose ancestors are not all known anything in a library may be one. */
  private boolean mayMean(String named, Set<String> callable, boolean any) {
    return !named.equals("java/lang/Object") && isAmong(named, callable, any);
  }

  private boolean isAmong(String named, Set<String> callable, boolean any) {
    return callable.contains(named) || (any && index.project(named) == null);
  }

  /** Calls of the interfaces' methods, and calls that run such functions, lead there, too. */
  private void leadThrough(List<LambdaRef> functions) {
    for (LambdaRef function : functions) {
      String type = function.type();
      if (type == null || !leadingFunctions.add(function)) {
        continue;
      }
      leadThrough(type, function.method());
    }
  }

  private void leadThrough(String type, String method) {
    Set<String> callable = index.ancestors(type);
    boolean any = index.isIncomplete(type);
    for (MethodRef call : program.mentions.named(method)) {
      if (mayMean(call.owner(), callable, any)) {
        mark(call);
      }
    }
    callable.forEach(this::leadThrough);
  }

  private void leadThrough(String type) {
    if (leadingTypes.add(type)) {
      runners.getOrDefault(type, Set.of()).forEach(this::mark);
      for (String other : wrappers.getOrDefault(type, Set.of())) {
        MethodFacts functional = index.functional(other);
        if (functional != null) {
          leadThrough(other, functional.name);
        }
      }
    }
  }
}
