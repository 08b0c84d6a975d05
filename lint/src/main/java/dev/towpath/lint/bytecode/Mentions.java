package dev.towpath.lint.bytecode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who mentions what, over all code under analysis: calls, function references, fields, classes. */
public final class Mentions {

  private record Mention(String owner, MethodFacts by) {}

  private final ClassIndex index;
  private final Map<String, List<Mention>> calls = new HashMap<>();
  private final Map<MethodRef, List<MethodFacts>> references = new HashMap<>();
  private final Map<String, List<MethodFacts>> fields = new HashMap<>();
  private final Map<String, List<MethodFacts>> initialisers = new HashMap<>();

  public Mentions(ClassIndex index) {
    this.index = index;
    Set<String> declared = new HashSet<>();
    for (ClassFacts facts : index.project()) {
      facts.methods().forEach(method -> declared.add(method.name + method.desc));
    }
    for (ClassFacts facts : index.project()) {
      facts.methods().forEach(method -> add(method, declared));
    }
  }

  private void add(MethodFacts method, Set<String> declared) {
    for (MethodRef call : method.calls) {
      String key = call.name() + call.desc();
      if (declared.contains(key)) {
        put(calls, key, new Mention(call.owner(), method));
      }
    }
    for (MethodRef reference : method.references) {
      put(references, reference, method);
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

  /** Methods with a call that may run this method. */
  public List<MethodFacts> callers(MethodFacts method) {
    List<MethodFacts> found = new ArrayList<>();
    for (Mention mention : calls.getOrDefault(method.name + method.desc, List.of())) {
      if (mayMean(mention.owner, method)) {
        found.add(mention.by);
      }
    }
    return found;
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
    return references.getOrDefault(method.ref(), List.of());
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
