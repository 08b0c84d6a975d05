package dev.towpath.lint.bytecode;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who mentions what, over all code under analysis: calls, function references, fields, classes. */
public final class Mentions {

  private final ClassIndex index;

  /** Users of the methods whose names the code under analysis declares or makes functions of. */
  private final Map<MethodRef, List<MethodFacts>> calls = new LinkedHashMap<>();

  private final Map<String, List<MethodRef>> byName = new HashMap<>();
  private final Map<MethodRef, List<MethodFacts>> creators = new HashMap<>();
  private final Map<MethodRef, List<LambdaRef>> functions = new HashMap<>();
  private final Map<String, List<MethodFacts>> fields = new HashMap<>();
  private final Map<String, List<MethodFacts>> initialisers = new HashMap<>();

  public Mentions(ClassIndex index) {
    this.index = index;
    Set<String> names = new HashSet<>();
    for (ClassFacts facts : index.project()) {
      for (MethodFacts method : facts.methods()) {
        names.add(method.name);
        method.references.forEach(each -> names.add(each.method()));
      }
    }
    for (ClassFacts facts : index.project()) {
      facts.methods().forEach(method -> add(method, names));
    }
    Set<MethodRef> mentioned = new LinkedHashSet<>(calls.keySet());
    mentioned.addAll(functions.keySet());
    for (MethodRef each : mentioned) {
      if (!each.name().equals("<init>")) {
        put(byName, each.name(), each);
      }
    }
  }

  private void add(MethodFacts method, Set<String> names) {
    for (MethodRef call : method.calls) {
      if (names.contains(call.name())) {
        put(calls, call, method);
      }
    }
    for (LambdaRef reference : method.references) {
      put(creators, reference.implementation(), method);
      put(functions, reference.implementation(), reference);
    }
    for (String field : method.fields) {
      int dot = field.lastIndexOf('.');
      String owner = field.substring(0, dot);
      if (index.project(owner) != null) {
        String name = field.substring(dot + 1);
        put(fields, index.fieldOwner(owner, name) + "." + name, method);
      }
    }
    for (String type : method.initialises) {
      if (index.project(type) != null) {
        put(initialisers, type, method);
      }
    }
  }

  private static <K, V> void put(Map<K, List<V>> map, K key, V value) {
    map.computeIfAbsent(key, any -> new ArrayList<>(2)).add(value);
  }

  /** Methods as calls and method references name them, of this name and not constructors. */
  public List<MethodRef> named(String name) {
    return byName.getOrDefault(name, List.of());
  }

  /** Methods with a call that names exactly this one. */
  public List<MethodFacts> users(MethodRef call) {
    return calls.getOrDefault(call, List.of());
  }

  /** Methods with a call that may run this method. */
  public List<MethodFacts> callers(MethodFacts method) {
    if (method.name.equals("<init>")) {
      return users(method.ref());
    }
    Set<MethodFacts> found = new LinkedHashSet<>();
    for (MethodRef call : named(method.name)) {
      if (call.desc().equals(method.desc) && mayMean(call.owner(), method)) {
        found.addAll(users(call));
      }
    }
    return List.copyOf(found);
  }

  /** Whether a call on the named type may run this method. */
  public boolean mayMean(String owner, MethodFacts method) {
    if (owner.equals(method.owner.name)) {
      return true;
    }
    return !method.name.equals("<init>")
        && (index.isSubtype(method.owner.name, owner) || index.isSubtype(owner, method.owner.name));
  }

  /** Methods with a lambda or method reference that stands for this method. */
  public List<MethodFacts> creators(MethodFacts method) {
    return creators.getOrDefault(method.ref(), List.of());
  }

  /** Lambdas and method references that stand for this method. */
  public List<LambdaRef> functions(MethodRef method) {
    return functions.getOrDefault(method, List.of());
  }

  /** Methods that lambdas and method references stand for. */
  public Collection<MethodRef> implementations() {
    return functions.keySet();
  }

  /** Methods that read or write the field, named by its declaring class. */
  public List<MethodFacts> fieldUsers(String owner, String name) {
    return fields.getOrDefault(owner + "." + name, List.of());
  }

  /** Methods that may trigger the initialiser of the class. */
  public List<MethodFacts> initialisers(String type) {
    return initialisers.getOrDefault(type, List.of());
  }
}
