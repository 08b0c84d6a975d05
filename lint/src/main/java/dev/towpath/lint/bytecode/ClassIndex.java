package dev.towpath.lint.bytecode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** All classes under analysis, and on demand those of libraries, with their hierarchy. */
public final class ClassIndex {

  private final Map<String, ClassFacts> project = new HashMap<>();
  private List<ClassFacts> inOrder = List.of();
  private final Map<String, Optional<ClassFacts>> external = new HashMap<>();
  private final Map<String, Set<String>> ancestors = new HashMap<>();
  private final Map<MethodRef, Optional<MethodFacts>> selected = new HashMap<>();
  private final Map<String, Set<ClassFacts>> descendants = new HashMap<>();
  private final Map<String, List<ClassFacts>> children = new HashMap<>();
  private final Map<String, List<String>> assumed = new HashMap<>();
  private final Map<String, Boolean> incomplete = new HashMap<>();
  private final Set<String> missing = new TreeSet<>();
  private final List<String> unreadable = new ArrayList<>();
  private final Interner interner = new Interner();
  private final Library library;

  private ClassIndex(Library library) {
    this.library = library;
  }

  /** Reads every source once. A class file that cannot be read is remembered, never passed over. */
  public static ClassIndex read(Collection<? extends ClassSource> sources, Library library) {
    ClassIndex index = new ClassIndex(library);
    for (ClassSource source : sources) {
      ClassFacts facts = index.readOne(source);
      if (facts != null) {
        index.project.putIfAbsent(facts.name, facts);
      }
    }
    Collections.sort(index.unreadable);
    List<ClassFacts> inOrder = new ArrayList<>(index.project.values());
    inOrder.sort(Comparator.comparing(facts -> facts.name));
    index.inOrder = List.copyOf(inOrder);
    index.linkChildren();
    return index;
  }

  private @Nullable ClassFacts readOne(ClassSource source) {
    try {
      byte[] bytes = source.bytes();
      if (bytes.length < 8 || bytes[0] != (byte) 0xCA || bytes[1] != (byte) 0xFE) {
        throw new IOException("no class file");
      }
      ClassFacts facts = QuickPass.read(bytes, source, true, interner);
      boolean empty = facts.name.equals("module-info") || facts.name.endsWith("/package-info");
      return empty ? null : facts;
    } catch (IOException | RuntimeException e) {
      unreadable.add(source + ": " + reason(e));
      return null;
    }
  }

  private static String reason(Exception e) {
    String message = String.valueOf(e.getMessage());
    return e instanceof IllegalArgumentException && message.startsWith("Unsupported class")
        ? "class file is newer than this reader knows"
        : "not a readable class file";
  }

  private void linkChildren() {
    for (ClassFacts facts : inOrder) {
      if (facts.superName != null) {
        children.computeIfAbsent(facts.superName, any -> new ArrayList<>()).add(facts);
      }
      for (String each : facts.interfaces) {
        children.computeIfAbsent(each, any -> new ArrayList<>()).add(facts);
      }
    }
  }

  /** What to take for the ancestors of classes that are not there. */
  public void assume(Map<String, List<String>> known) {
    assumed.putAll(known);
  }

  public Collection<ClassFacts> project() {
    return inOrder;
  }

  public List<String> unreadable() {
    return unreadable;
  }

  /** Classes that the analysis wanted to know and could not find. */
  public Set<String> missing() {
    return missing;
  }

  public @Nullable ClassFacts project(String name) {
    return project.get(name);
  }

  /** The class, wherever it is. */
  public @Nullable ClassFacts find(String name) {
    ClassFacts own = project.get(name);
    return own != null ? own : external.computeIfAbsent(name, this::load).orElse(null);
  }

  private Optional<ClassFacts> load(String name) {
    if (name.length() <= 1 || name.startsWith("[")) {
      return Optional.empty();
    }
    ClassSource source = library.find(name);
    if (source == null) {
      missing.add(name);
      return Optional.empty();
    }
    try {
      return Optional.of(QuickPass.read(source.bytes(), source, false, interner));
    } catch (IOException | RuntimeException e) {
      missing.add(name);
      return Optional.empty();
    }
  }

  /** The class itself and everything that it extends or implements, as far as it can be read. */
  public Set<String> ancestors(String name) {
    Set<String> known = ancestors.get(name);
    if (known != null) {
      return known;
    }
    Set<String> all = new LinkedHashSet<>();
    all.add(name);
    ClassFacts facts = find(name);
    if (facts == null) {
      all.addAll(assumed.getOrDefault(name, List.of()));
    } else {
      if (facts.superName != null) {
        all.addAll(ancestors(facts.superName));
      }
      for (String each : facts.interfaces) {
        all.addAll(ancestors(each));
      }
    }
    ancestors.put(name, all);
    return all;
  }

  /** Whether some of the class's ancestors could not be found. */
  public boolean isIncomplete(String name) {
    Boolean known = incomplete.get(name);
    if (known == null) {
      known = false;
      for (String each : ancestors(name)) {
        known |= find(each) == null && !assumed.containsKey(each);
      }
      incomplete.put(name, known);
    }
    return known;
  }

  public boolean isSubtype(String name, String ancestor) {
    return name.equals(ancestor) || ancestors(name).contains(ancestor);
  }

  /** Classes under analysis that extend or implement the named one, directly or not. */
  public Set<ClassFacts> descendants(String name) {
    Set<ClassFacts> known = descendants.get(name);
    if (known == null) {
      known = children.containsKey(name) ? new LinkedHashSet<>() : Set.of();
      collect(name, known);
      descendants.put(name, known);
    }
    return known;
  }

  private void collect(String name, Set<ClassFacts> all) {
    for (ClassFacts child : children.getOrDefault(name, List.of())) {
      if (all.add(child)) {
        collect(child.name, all);
      }
    }
  }

  /** The method that a call on an object of exactly this class runs, as the JVM would select it. */
  public @Nullable MethodFacts select(String className, String name, String desc) {
    MethodRef wanted = new MethodRef(className, name, desc);
    Optional<MethodFacts> known = selected.get(wanted);
    if (known == null) {
      known = Optional.ofNullable(search(className, name, desc));
      selected.put(wanted, known);
    }
    return known.orElse(null);
  }

  private @Nullable MethodFacts search(String className, String name, String desc) {
    MethodFacts fallback = null;
    for (String each : ancestors(className)) {
      ClassFacts facts = find(each);
      MethodFacts method = facts == null ? null : facts.method(name, desc);
      if (method != null && !method.isAbstract()) {
        return method;
      }
      fallback = fallback == null ? method : fallback;
    }
    return fallback;
  }

  /** The class that declares a field which an instruction names through a subclass. */
  public String fieldOwner(String owner, String field) {
    String current = owner;
    while (true) {
      ClassFacts facts = project.get(current);
      if (facts == null || facts.superName == null || facts.fieldDescriptor(field) != null) {
        return facts == null ? owner : current;
      }
      current = facts.superName;
    }
  }

  /**
   * The one abstract method of an interface as name and descriptor, or null if it has not exactly
   * one.
   */
  public @Nullable MethodFacts functional(String name) {
    ClassFacts itself = find(name);
    if (itself == null || !itself.isInterface()) {
      return null;
    }
    MethodFacts found = null;
    for (String each : ancestors(name)) {
      ClassFacts facts = find(each);
      if (facts == null || !facts.isInterface()) {
        continue;
      }
      for (MethodFacts method : facts.methods()) {
        if (!method.isAbstract() || isObjectMethod(method) || overridden(name, method)) {
          continue;
        }
        if (found != null && !found.name.equals(method.name)) {
          return null;
        }
        found = found == null ? method : found;
      }
    }
    return found;
  }

  private boolean overridden(String name, MethodFacts method) {
    MethodFacts selected = select(name, method.name, method.desc);
    return selected != null && !selected.isAbstract();
  }

  private static boolean isObjectMethod(MethodFacts method) {
    return method.name.equals("equals")
        || method.name.equals("hashCode")
        || method.name.equals("toString");
  }
}
