package dev.towpath.lint.engine;

import dev.towpath.lint.bytecode.ClassFacts;
import dev.towpath.lint.bytecode.ClassIndex;
import dev.towpath.lint.bytecode.MethodFacts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/** Makes method entries, one for each different knowledge about arguments, within limits. */
final class Nodes {

  private static final int MOST_PER_METHOD = 32;
  private static final int DEEPEST = 4;
  private static final int MOST_OBJECTS = 6;

  private record Key(MethodFacts method, List<@Nullable Set<Obj>> binding) {}

  private @Nullable Node[] plain = new Node[1 << 10]; // by the method's number
  private final Map<Key, Node> nodes = new HashMap<>();
  private final Map<MethodFacts, Node> mergedNodes = new HashMap<>();
  private final Map<MethodFacts, Integer> perMethod = new HashMap<>();
  private final Map<String, Boolean> telling = new HashMap<>();
  private final ClassIndex index;
  private int merged;

  Nodes(ClassIndex index) {
    this.index = index;
  }

  /** The method with nothing known about its arguments. */
  Node plain(MethodFacts method) {
    if (method.number >= plain.length) {
      plain = Arrays.copyOf(plain, Math.max(method.number + 1, plain.length * 2));
    }
    Node known = plain[method.number];
    if (known == null) {
      known = new Node(method, List.of(), 0, false);
      plain[method.number] = known;
    }
    return known;
  }

  /** The method entered with these arguments; only what helps to tell entries apart is kept. */
  Node entered(MethodFacts method, List<@Nullable Set<Obj>> args) {
    List<@Nullable Set<Obj>> binding = new ArrayList<>();
    boolean useful = false;
    int deepest = 0;
    for (int i = 0; i < method.arity() && i < args.size(); i++) {
      boolean worthAsking = mayTell(method, i) || Arguments.isLiteral(args, i);
      Set<Obj> kept = worthAsking ? kept(method, i, args.get(i)) : null;
      binding.add(kept);
      if (kept != null) {
        useful = true;
        deepest = Math.max(deepest, depth(kept));
      }
    }
    if (!useful) {
      return plain(method);
    }
    Key key = new Key(method, binding);
    Node known = nodes.get(key);
    return known != null ? known : add(key, deepest + 1);
  }

  private Node add(Key key, int depth) {
    int count = perMethod.merge(key.method, 1, Integer::sum);
    if (count > MOST_PER_METHOD || depth > DEEPEST) {
      merged++;
      return mergedNodes.computeIfAbsent(
          key.method, method -> new Node(method, List.of(), 0, true));
    }
    Node node = new Node(key.method, key.binding, depth, false);
    nodes.put(key, node);
    return node;
  }

  /** Whether anything but a null could tell entries apart, going by the declared type. */
  private boolean mayTell(MethodFacts method, int parameter) {
    if (parameter == 0 && !method.isStatic()) {
      return true;
    }
    String declared = parameterType(method, parameter);
    return declared.equals("Z") || declared.startsWith("[") || isOpenType(declared);
  }

  private static int depth(Set<Obj> objects) {
    int deepest = 0;
    for (Obj each : objects) {
      Node context = each.context();
      deepest = Math.max(deepest, context == null ? 0 : context.depth);
    }
    return deepest;
  }

  private @Nullable Set<Obj> kept(MethodFacts method, int parameter, @Nullable Set<Obj> objects) {
    if (objects == null || objects.isEmpty() || objects.size() > MOST_OBJECTS) {
      return null;
    }
    boolean receiver = parameter == 0 && !method.isStatic();
    String declared = receiver ? method.owner.name : parameterType(method, parameter);
    for (Obj each : objects) {
      if (!tells(each, declared, receiver)) {
        return null;
      }
    }
    return objects;
  }

  private static String parameterType(MethodFacts method, int parameter) {
    Type type = method.parameterTypes()[parameter - (method.isStatic() ? 0 : 1)];
    return type.getSort() == Type.OBJECT ? type.getInternalName() : type.getDescriptor();
  }

  private boolean tells(Obj object, String declared, boolean receiver) {
    if (object instanceof Obj.Fn || object instanceof Obj.Arr || object instanceof Obj.Exact) {
      return true;
    }
    if (object instanceof Obj.Const constant) {
      return constant.value() == null || declared.equals("Z");
    }
    if (object instanceof Obj.New) {
      return receiver || isOpenType(declared);
    }
    if (object instanceof Obj.Ext || object instanceof Obj.Static) {
      return isOpenType(declared) && !declared.startsWith("java/lang/");
    }
    return false;
  }

  /** Interfaces and classes with subclasses: knowing the object decides which method runs. */
  private boolean isOpenType(String type) {
    return telling.computeIfAbsent(
        type,
        name -> {
          ClassFacts facts = index.find(name);
          return name.equals("java/lang/Object")
              || (facts != null
                  && (facts.isInterface()
                      || facts.isAbstract()
                      || name.startsWith("java/util/concurrent/")
                      || !index.descendants(name).isEmpty()));
        });
  }

  /** How often entries had to share because there were too many of one method. */
  int merged() {
    return merged;
  }
}
