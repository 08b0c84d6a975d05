package dev.towpath.lint.engine;

import dev.towpath.lint.bytecode.Allocation;
import dev.towpath.lint.bytecode.Body;
import dev.towpath.lint.bytecode.Call;
import dev.towpath.lint.bytecode.ClassFacts;
import dev.towpath.lint.bytecode.FieldLoad;
import dev.towpath.lint.bytecode.FieldStore;
import dev.towpath.lint.bytecode.LambdaSite;
import dev.towpath.lint.bytecode.MethodFacts;
import dev.towpath.lint.bytecode.Names;
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
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Says what a value can be: through locals, parameters, fields, returned values and captured
 * variables, on demand and within a budget.
 */
final class Resolver {

  private static final int BUDGET = 500;
  private static final long WHOLE_BUDGET = 8_000_000;
  private static final long BUDGET_OF_A_QUESTION = 250_000;

  /** A search this long is not repeated from another end of the cycle that cut it. */
  private static final int WORTH_KEEPING = 40;

  private static final int MOST_CALLERS = 40;
  private static final int MOST_OBJECTS = 24;

  private record Key(Origin origin, Node node) {}

  private final Program program;
  private final Nodes nodes;
  private final Dispatch dispatch;
  private final Containers containers;

  /** Small answers that hold only until the running search ends, because it cut a cycle. */
  private final Map<Key, Set<Obj>> thisSearch = new HashMap<>();

  private final Set<Key> open = new HashSet<>();
  private final CallSites callSites;
  private final Map<List<Object>, Set<Obj>> constructedBefore = new HashMap<>();
  private int steps;
  private long allSteps;
  private int exhausted;
  private boolean cut;

  Resolver(Program program, Nodes nodes) {
    this.program = program;
    this.nodes = nodes;
    this.containers = new Containers(program, nodes, this);
    this.callSites = new CallSites(program, nodes, this, MOST_CALLERS);
    this.dispatch = new Dispatch(program, nodes, this);
  }

  Dispatch dispatch() {
    return dispatch;
  }

  Containers containers() {
    return containers;
  }

  /** Gives the next question a budget of its own. */
  void startAgain() {
    allSteps = WHOLE_BUDGET - BUDGET_OF_A_QUESTION;
  }

  /** How often the budget ended a search. */
  int exhausted() {
    return exhausted;
  }

  Set<Obj> resolve(Value value, Node node) {
    if (open.isEmpty()) {
      steps = 0;
      thisSearch.clear();
    }
    if (value.origins.size() == 1) {
      return resolve(value.origins.iterator().next(), node);
    }
    Set<Obj> all = new LinkedHashSet<>();
    for (Origin origin : value.origins) {
      all.addAll(resolve(origin, node));
    }
    return all;
  }

  private Set<Obj> resolve(Origin origin, Node node) {
    if (origin instanceof Origin.Const constant) {
      return Set.of(new Obj.Const(constant.value()));
    }
    Set<Obj> answer = node.known(origin);
    if (answer != null) {
      return answer;
    }
    Key key = new Key(origin, node);
    if (!thisSearch.isEmpty()) {
      answer = thisSearch.get(key);
      cut |= answer != null;
    }
    if (answer != null) {
      return answer;
    }
    if (isSpent() || !open.add(key)) {
      cut = true;
      return Set.of();
    }
    int before = steps++;
    allSteps++;
    boolean outerCut = cut;
    cut = false;
    try {
      answer = FewObjects.of(compute(origin, node), MOST_OBJECTS);
    } finally {
      open.remove(key);
    }
    boolean asFarAsItGoes = open.isEmpty() || steps - before > WORTH_KEEPING;
    if (cut && !asFarAsItGoes) {
      thisSearch.put(key, answer);
    } else {
      node.learn(origin, answer);
    }
    exhausted += open.isEmpty() && isSpent() ? 1 : 0;
    cut = outerCut || (cut && !open.isEmpty());
    return answer;
  }

  /** Whether the running search must end. */
  boolean isSpent() {
    return steps > BUDGET || allSteps > WHOLE_BUDGET;
  }

  private Set<Obj> compute(Origin origin, Node node) {
    if (origin instanceof Origin.Param param) {
      return parameter(param.index(), param.type(), node);
    } else if (origin instanceof Origin.Function function) {
      LambdaSite site = function.site();
      Node made = site.captured.isEmpty() ? nodes.plain(site.in) : node;
      return Set.of(new Obj.Fn(site, made));
    } else if (origin instanceof Origin.Created created) {
      return Set.of(created(created.allocation(), node));
    } else if (origin instanceof Origin.Load load) {
      return field(load.load(), node);
    } else if (origin instanceof Origin.Result result) {
      return result(result.call(), node);
    } else if (origin instanceof Origin.Array array) {
      return Set.of(new Obj.Arr(array.site(), node));
    } else if (origin instanceof Origin.Element element) {
      return elements(element.load().array, node);
    } else if (origin instanceof Origin.Other other && other.type() != null) {
      return Set.of(new Obj.Typed(Names.typeName(other.type())));
    }
    return Set.of();
  }

  private Obj created(Allocation allocation, Node node) {
    Call constructor = allocation.constructor;
    boolean plain = constructor == null || constructor.args.size() <= 1;
    return new Obj.New(allocation, plain ? nodes.plain(allocation.in) : node);
  }

  private Set<Obj> elements(Value array, Node node) {
    Set<Obj> all = new LinkedHashSet<>();
    for (Obj each : resolve(array, node)) {
      if (each instanceof Obj.Arr known) {
        for (Value content : known.site().contents) {
          all.addAll(resolve(content, known.made()));
        }
      } else if (each instanceof Obj.Typed typed && typed.type().startsWith("[L")) {
        all.add(new Obj.Typed(typed.type().substring(2, typed.type().length() - 1)));
      }
    }
    return all;
  }

  private Set<Obj> parameter(int index, Type type, Node node) {
    Set<Obj> bound = node.bound(index);
    if (bound != null) {
      return bound;
    }
    MethodFacts method = node.method;
    if (index == 0 && !method.isStatic()) {
      Set<Obj> captured = captured(method, index);
      return captured.isEmpty() ? Set.of(new Obj.Typed(method.owner.name)) : captured;
    }
    Set<Obj> all = new LinkedHashSet<>(captured(method, index));
    if (method.owner.project) {
      all.addAll(fromCallers(method, index));
    }
    return all.isEmpty() ? Set.of(new Obj.Typed(Names.typeName(type))) : all;
  }

  private Set<Obj> captured(MethodFacts method, int index) {
    Set<Obj> all = new LinkedHashSet<>();
    for (MethodFacts creator : program.mentions.creators(method)) {
      for (LambdaSite site : program.body(creator).lambdas) {
        if (stands(site, method) && index < site.captured.size()) {
          all.addAll(resolve(site.captured.get(index), nodes.plain(creator)));
        }
      }
    }
    return all;
  }

  static boolean stands(LambdaSite site, MethodFacts method) {
    return site.implementation.getName().equals(method.name)
        && site.implementation.getDesc().equals(method.desc)
        && site.implementation.getOwner().equals(method.owner.name);
  }

  private Set<Obj> fromCallers(MethodFacts method, int index) {
    Set<Obj> all = new LinkedHashSet<>();
    int count = 0;
    for (Call call : callsTo(method)) {
      if (++count > MOST_CALLERS || isSpent()) {
        break;
      }
      if (index < call.args.size()) {
        all.addAll(resolve(call.args.get(index), nodes.plain(call.in)));
      }
    }
    return all;
  }

  /** Call instructions that may run the method; the first ones if there are many. */
  List<Call> callsTo(MethodFacts method) {
    return callSites.to(method);
  }

  private Set<Obj> field(FieldLoad load, Node node) {
    String owner = program.index.fieldOwner(load.owner, load.name);
    ClassFacts declaring = program.index.find(owner);
    if (declaring == null || !program.isFollowed(declaring)) {
      String type = Names.typeName(Type.getType(load.desc));
      return Set.of(
          load.isStatic ? new Obj.Static(load.owner, load.name, type) : new Obj.Typed(type));
    }
    Set<Obj> all = new LinkedHashSet<>();
    Set<Obj> receivers = load.receiver == null ? Set.of() : resolve(load.receiver, node);
    boolean exact = !receivers.isEmpty();
    for (Obj receiver : receivers) {
      exact &= receiver instanceof Obj.New created && created.allocation().constructor != null;
    }
    if (exact) {
      receivers.forEach(each -> all.addAll(constructed((Obj.New) each, owner, load.name)));
    }
    all.addAll(stored(owner, load, exact));
    if (all.isEmpty()) {
      all.add(new Obj.Typed(Names.typeName(Type.getType(load.desc))));
    }
    return all;
  }

  /** What the constructor of this very object put into the field. */
  private Set<Obj> constructed(Obj.New object, String owner, String field) {
    Call constructor = object.allocation().constructor;
    if (constructor == null) {
      return Set.of();
    }
    List<Object> key = List.of(object, owner, field);
    Set<Obj> found = constructedBefore.get(key);
    if (found == null) {
      boolean outerCut = cut;
      cut = false;
      found = fromConstructor(constructor, object.made(), Set.of(object), owner, field, 0);
      if (!cut) {
        constructedBefore.put(key, found);
      }
      cut |= outerCut;
    }
    return found;
  }

  private Set<Obj> fromConstructor(
      Call call, Node caller, Set<Obj> self, String owner, String field, int depth) {
    MethodFacts constructor =
        program.index.select(call.target.owner(), "<init>", call.target.desc());
    if (constructor == null || !program.isFollowed(constructor.owner) || depth > 4) {
      return Set.of();
    }
    List<@Nullable Set<Obj>> args = new ArrayList<>();
    args.add(self);
    for (Value arg : call.args.subList(1, call.args.size())) {
      args.add(resolve(arg, caller));
    }
    Node entered = nodes.entered(constructor, args);
    Body body = program.body(constructor);
    Set<Obj> all = new LinkedHashSet<>();
    for (FieldStore store : body.stores) {
      if (isTo(store, owner, field)) {
        all.addAll(resolve(store.value(), entered));
      }
    }
    for (Call inner : body.calls) {
      if (inner.target.name().equals("<init>")
          && inner.args.get(0).only() instanceof Origin.Param param
          && param.index() == 0) {
        all.addAll(fromConstructor(inner, entered, self, owner, field, depth + 1));
      }
    }
    return all;
  }

  private boolean isTo(FieldStore store, String owner, String field) {
    return store.name().equals(field)
        && program.index.fieldOwner(store.owner(), field).equals(owner);
  }

  private Set<Obj> stored(String owner, FieldLoad load, boolean notByConstructors) {
    Set<Obj> all = new LinkedHashSet<>();
    for (MethodFacts user : fieldUsers(owner, load.name)) {
      if (notByConstructors && user.name.equals("<init>")) {
        continue;
      }
      for (FieldStore store : program.body(user).stores) {
        if (isTo(store, owner, load.name)) {
          all.addAll(resolve(store.value(), nodes.plain(user)));
        }
      }
    }
    return all;
  }

  private Iterable<MethodFacts> fieldUsers(String owner, String field) {
    ClassFacts declaring = program.index.find(owner);
    return declaring == null || declaring.project
        ? program.mentions.fieldUsers(owner, field)
        : declaring.methods().stream()
            .filter(method -> method.fields.contains(owner + "." + field))
            .toList();
  }

  private Set<Obj> result(Call call, Node node) {
    Set<Obj> transparent = containers.result(call, node);
    if (transparent != null) {
      return transparent;
    }
    Set<Obj> all = new LinkedHashSet<>();
    boolean left = false;
    for (Step step : dispatch.expand(invocation(call, node))) {
      if (step instanceof Step.Enter enter) {
        all.addAll(returned(enter.node()));
      } else {
        left = true;
      }
    }
    if (left || all.isEmpty()) {
      all.add(new Obj.Ext(call, node));
    }
    return all;
  }

  Set<Obj> returned(Node node) {
    Set<Obj> all = new LinkedHashSet<>();
    for (Value value : program.body(node.method).returned) {
      all.addAll(resolve(value, node));
    }
    return all;
  }

  /** Numbers and texts matter only as literals; only objects can lead anywhere. */
  private static boolean isWorthwhile(Type type, Value arg) {
    boolean plain =
        (type.getSort() != Type.OBJECT && type.getSort() != Type.ARRAY)
            || type.getDescriptor().equals("Ljava/lang/String;");
    return !plain || type.getSort() == Type.BOOLEAN || arg.only() instanceof Origin.Const;
  }

  /** The call with its arguments, to be resolved when they are needed. */
  Invocation invocation(Call call, Node node) {
    Type[] types = call.parameterTypes();
    @Nullable Value[] values = new Value[call.args.size()];
    if (!call.isStatic()) {
      values[0] = call.args.get(0);
    }
    for (int i = 0; i < types.length; i++) {
      Value arg = call.args.get(call.argument(i));
      values[call.argument(i)] = isWorthwhile(types[i], arg) ? arg : null;
    }
    List<@Nullable Set<Obj>> args = new Arguments(this, node, values);
    boolean special = call.isStatic() || call.opcode == Opcodes.INVOKESPECIAL;
    return new Invocation(call.target, call.isStatic(), !special, args, node, call, call.line);
  }
}
