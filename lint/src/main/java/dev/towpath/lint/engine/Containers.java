package dev.towpath.lint.engine;

import dev.towpath.lint.bytecode.Call;
import dev.towpath.lint.bytecode.ClassFacts;
import dev.towpath.lint.bytecode.FieldLoad;
import dev.towpath.lint.bytecode.MethodFacts;
import dev.towpath.lint.bytecode.Origin;
import dev.towpath.lint.bytecode.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Values that travel through collections, optionals, references and streams of the JDK. */
final class Containers {

  private static final Set<String> TAKES =
      Set.of(
          "get",
          "getFirst",
          "getLast",
          "next",
          "previous",
          "poll",
          "pollFirst",
          "pollLast",
          "peek",
          "remove",
          "removeFirst",
          "removeLast",
          "take",
          "element",
          "pop",
          "first",
          "last",
          "getOrDefault",
          "getValue",
          "orElse",
          "orElseThrow",
          "orElseGet",
          "getPlain",
          "getAcquire",
          "computeIfAbsent",
          "putIfAbsent",
          "findFirst",
          "findAny",
          "getAndSet",
          "firstEntry");
  private static final Set<String> VIEWS =
      Set.of(
          "iterator",
          "listIterator",
          "values",
          "entrySet",
          "keySet",
          "stream",
          "parallelStream",
          "filter",
          "peek",
          "sorted",
          "distinct",
          "limit",
          "skip",
          "toList",
          "collect",
          "of",
          "copyOf",
          "asList",
          "unmodifiableList",
          "unmodifiableMap",
          "synchronizedList",
          "synchronizedMap",
          "reversed",
          "subList",
          "or",
          "sequential",
          "parallel",
          "ofNullable",
          "singletonList",
          "singleton",
          "entry",
          "next",
          "descendingIterator",
          "concat");
  private static final Set<String> PUTS =
      Set.of(
          "add",
          "addFirst",
          "addLast",
          "put",
          "putIfAbsent",
          "offer",
          "offerFirst",
          "offerLast",
          "push",
          "set",
          "addAll",
          "putAll",
          "lazySet",
          "compareAndSet",
          "getAndSet",
          "setValue",
          "computeIfAbsent",
          "setRelease",
          "<init>");
  private static final int DEEPEST = 6;

  private final Program program;
  private final Nodes nodes;
  private final Resolver resolver;
  private final Map<Obj, Set<Obj>> known = new HashMap<>();
  private final Map<String, Set<Obj>> knownFields = new HashMap<>();
  private final Set<Object> open = new HashSet<>();
  private int depth;

  Containers(Program program, Nodes nodes, Resolver resolver) {
    this.program = program;
    this.nodes = nodes;
    this.resolver = resolver;
  }

  /** What the call returns if it only hands on what somebody put in, or null. */
  @Nullable Set<Obj> result(Call call, Node node) {
    String owner = call.target.owner();
    String name = call.target.name();
    if (owner.equals("java/util/Objects") && name.startsWith("requireNonNull")) {
      return resolver.resolve(call.args.get(0), node);
    }
    if (call.isStatic() || !isContainer(owner) || !TAKES.contains(name)) {
      return null;
    }
    Set<Obj> all = new LinkedHashSet<>();
    for (Obj container : resolver.resolve(call.args.get(0), node)) {
      all.addAll(elements(container));
    }
    all.addAll(added(call.args.get(0), call.in, node));
    all.addAll(alternatives(call, node));
    return all.isEmpty() ? null : all;
  }

  private Set<Obj> alternatives(Call call, Node node) {
    String name = call.target.name();
    Set<Obj> all = new LinkedHashSet<>();
    if (name.equals("orElse") || name.equals("getOrDefault")) {
      all.addAll(resolver.resolve(call.args.get(call.args.size() - 1), node));
    }
    if (name.equals("orElseGet") || name.equals("computeIfAbsent")) {
      all.addAll(made(call.args.get(call.args.size() - 1), call, node));
    }
    all.removeIf(each -> each instanceof Obj.Const);
    return all;
  }

  /** What a function argument returns. */
  Set<Obj> made(Value function, Call call, Node node) {
    Set<Obj> all = new LinkedHashSet<>();
    for (Obj each : resolver.resolve(function, node)) {
      if (each instanceof Obj.Fn fn) {
        for (Step step :
            resolver.dispatch().apply(fn, List.of(), resolver.invocation(call, node))) {
          if (step instanceof Step.Enter enter) {
            all.addAll(resolver.returned(enter.node()));
          }
        }
      }
    }
    return all;
  }

  static boolean isContainer(String owner) {
    return owner.startsWith("java/util/")
        && (!owner.startsWith("java/util/concurrent/")
            || owner.startsWith("java/util/concurrent/atomic/")
            || owner.endsWith("Queue")
            || owner.endsWith("Deque")
            || owner.endsWith("Map")
            || owner.endsWith("List")
            || owner.endsWith("Set"));
  }

  /** Everything that can be inside. */
  Set<Obj> elements(Obj container) {
    Set<Obj> found = known.get(container);
    if (found != null) {
      return found;
    }
    if (depth > DEEPEST || resolver.isSpent() || !open.add(container)) {
      return Set.of();
    }
    depth++;
    try {
      found = compute(container);
    } finally {
      depth--;
      open.remove(container);
    }
    known.put(container, found);
    return found;
  }

  private Set<Obj> compute(Obj container) {
    if (container instanceof Obj.Ext ext) {
      return ofResult(ext);
    } else if (container instanceof Obj.New created) {
      return ofAllocation(created);
    }
    return container instanceof Obj.Arr array ? ofArray(array) : Set.of();
  }

  private Set<Obj> ofArray(Obj.Arr array) {
    Set<Obj> all = new LinkedHashSet<>();
    array.site().contents.forEach(value -> all.addAll(resolver.resolve(value, array.made())));
    return all;
  }

  private Set<Obj> ofResult(Obj.Ext ext) {
    Call call = ext.call();
    if (!isContainer(call.target.owner()) && !call.target.owner().startsWith("java/lang/Iter")) {
      return Set.of();
    }
    Set<Obj> all = new LinkedHashSet<>();
    String name = call.target.name();
    if (name.equals("map") || name.equals("mapToObj") || name.equals("flatMap")) {
      all.addAll(made(call.args.get(1), call, ext.made()));
    } else if (VIEWS.contains(name) || TAKES.contains(name)) {
      for (Value arg : call.args) {
        for (Obj each : resolver.resolve(arg, ext.made())) {
          all.addAll(elements(each));
          if (call.isStatic() && !(each instanceof Obj.Const) && !(each instanceof Obj.Arr)) {
            all.add(each);
          }
        }
        all.addAll(added(arg, call.in, ext.made()));
      }
    }
    return all;
  }

  private Set<Obj> ofAllocation(Obj.New created) {
    if (!isContainer(created.allocation().type)) {
      return Set.of();
    }
    Set<Obj> all = new LinkedHashSet<>();
    for (Call call : program.body(created.allocation().in).calls) {
      if (PUTS.contains(call.target.name()) && isOn(call, created)) {
        all.addAll(contents(call, created.made()));
      }
    }
    return all;
  }

  private static boolean isOn(Call call, Obj.New created) {
    return !call.args.isEmpty()
        && call.args.get(0).origins.contains(new Origin.Created(created.allocation()));
  }

  private Set<Obj> contents(Call call, Node node) {
    Set<Obj> all = new LinkedHashSet<>();
    for (Value arg : call.args.subList(1, call.args.size())) {
      for (Obj each : resolver.resolve(arg, node)) {
        if (!(each instanceof Obj.Const) && !(each instanceof Obj.Typed)) {
          all.add(each);
          all.addAll(elements(each));
        }
      }
    }
    return all;
  }

  /** What anybody adds to the container behind this value, if the value is a field. */
  private Set<Obj> added(Value container, MethodFacts in, Node node) {
    Set<Obj> all = new LinkedHashSet<>();
    for (Origin origin : container.origins) {
      if (origin instanceof Origin.Load load) {
        all.addAll(addedTo(load.load()));
      } else if (origin instanceof Origin.Result result
          && !result.call().isStatic()
          && isContainer(result.call().target.owner())
          && depth < DEEPEST) {
        depth++;
        all.addAll(added(result.call().args.get(0), in, node));
        depth--;
      }
    }
    return all;
  }

  /** What anybody adds to the container behind this value. */
  Set<Obj> addedTo(Value container, Node node) {
    return added(container, node.method, node);
  }

  private Set<Obj> addedTo(FieldLoad load) {
    ClassFacts owner = program.index.project(program.index.fieldOwner(load.owner, load.name));
    if (owner == null) {
      return Set.of();
    }
    String field = owner.name + "." + load.name;
    Set<Obj> found = knownFields.get(field);
    if (found == null && open.add(field)) {
      found = addedTo(owner, load);
      open.remove(field);
      knownFields.put(field, found);
    }
    return found == null ? Set.of() : found;
  }

  private Set<Obj> addedTo(ClassFacts owner, FieldLoad load) {
    Set<Obj> all = new LinkedHashSet<>();
    for (MethodFacts user : program.mentions.fieldUsers(owner.name, load.name)) {
      List<Call> puts = new ArrayList<>();
      for (Call call : program.body(user).calls) {
        if (PUTS.contains(call.target.name())
            && !call.args.isEmpty()
            && isLoadOf(call.args.get(0), load)) {
          puts.add(call);
        }
      }
      puts.forEach(call -> all.addAll(contents(call, nodes.plain(user))));
    }
    return all;
  }

  private static boolean isLoadOf(Value value, FieldLoad wanted) {
    for (Origin origin : value.origins) {
      if (origin instanceof Origin.Load load
          && load.load().name.equals(wanted.name)
          && load.load().owner.equals(wanted.owner)) {
        return true;
      }
    }
    return false;
  }
}
