package dev.towpath.lint.model;

import dev.towpath.lint.bytecode.ClassIndex;
import dev.towpath.lint.bytecode.MethodRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All entries, asked by the method that a call names. Lines of later files win over earlier ones.
 */
public final class Catalogue {

  private final Map<Class<?>, Map<String, List<Entry>>> byName = new HashMap<>();
  private final Map<Class<?>, List<Entry>> all = new HashMap<>();
  private final Map<Class<?>, Map<MethodRef, Optional<Entry>>> answers = new HashMap<>();
  private final List<Handled> wildcards = new ArrayList<>();
  private final Map<String, List<String>> hierarchy = new HashMap<>();

  /**
   * Any parameter of this type, of any method in this package, is handed to that thread.
   *
   * @param method only of methods of this name, unless null
   * @param parameter only the parameter at this position, unless negative
   */
  public record Handled(
      String prefix,
      String parameterType,
      Where where,
      String family,
      @Nullable String method,
      int parameter) {

    /** Whether the line is about this parameter. */
    public boolean covers(MethodRef target, String type, int position) {
      return target.owner().startsWith(prefix)
          && parameterType.equals(type)
          && (method == null || method.equals(target.name()))
          && (parameter < 0 || parameter == position);
    }
  }

  void add(Entry entry) {
    byName
        .computeIfAbsent(entry.getClass(), any -> new HashMap<>())
        .computeIfAbsent(entry.signature().name(), any -> new ArrayList<>())
        .add(0, entry);
    all.computeIfAbsent(entry.getClass(), any -> new ArrayList<>()).add(entry);
  }

  void add(Handled wildcard) {
    wildcards.add(wildcard);
  }

  void add(String type, List<String> ancestors) {
    hierarchy.put(type, ancestors);
  }

  /** Ancestors of library types, for when the library is not there. */
  public Map<String, List<String>> hierarchy() {
    return hierarchy;
  }

  void forget(Predicate<Entry> unwanted) {
    all.values().forEach(list -> list.removeIf(unwanted));
    byName.values().forEach(names -> names.values().forEach(list -> list.removeIf(unwanted)));
  }

  /** Keeps what blocks, and forgets who runs code where. */
  void forgetThreads() {
    wildcards.clear();
    forget(entry -> entry instanceof Entry.Callback || entry instanceof Entry.Annotated);
    forget(entry -> entry instanceof Entry.Run run && run.where().mustNotWait());
    forget(entry -> entry instanceof Entry.Source || entry instanceof Entry.Publisher);
  }

  public List<Handled> wildcards() {
    return wildcards;
  }

  public <E extends Entry> List<E> all(Class<E> kind) {
    return all.getOrDefault(kind, List.of()).stream().map(kind::cast).toList();
  }

  /** Method names that entries of this kind mention. */
  public Set<String> names(Class<? extends Entry> kind) {
    return new TreeSet<>(byName.getOrDefault(kind, Map.of()).keySet());
  }

  /** The entry for a call, or null. Overridden and inherited methods count as the original. */
  public <E extends Entry> @Nullable E find(Class<E> kind, MethodRef method, ClassIndex index) {
    Map<MethodRef, Optional<Entry>> known = answers.computeIfAbsent(kind, any -> new HashMap<>());
    Optional<Entry> answer = known.get(method);
    if (answer == null) {
      answer = search(kind, method, index);
      known.put(method, answer);
    }
    return answer.map(kind::cast).orElse(null);
  }

  private Optional<Entry> search(Class<?> kind, MethodRef method, ClassIndex index) {
    Map<String, List<Entry>> names = byName.getOrDefault(kind, Map.of());
    Optional<Entry> named = first(names.get(method.name()), method, index);
    return named.isPresent() ? named : first(names.get("*"), method, index);
  }

  private static Optional<Entry> first(
      @Nullable List<Entry> candidates, MethodRef method, ClassIndex index) {
    if (candidates == null) {
      return Optional.empty();
    }
    for (Entry entry : candidates) {
      Signature signature = entry.signature();
      boolean related =
          method.name().equals("<init>")
              ? signature.owner().equals(method.owner())
              : index.isSubtype(method.owner(), signature.owner());
      if (related && signature.accepts(method.name(), method.desc())) {
        return Optional.of(entry);
      }
    }
    return Optional.empty();
  }

  /** The first entry of this kind that is about the type or one of its ancestors. */
  public <E extends Entry> @Nullable E forType(Class<E> kind, String type, ClassIndex index) {
    return find(kind, new MethodRef(type, "*", "()V"), index);
  }

  public boolean isOpaque(String className) {
    for (Entry.Opaque each : all(Entry.Opaque.class)) {
      if (className.startsWith(each.signature().owner())) {
        return true;
      }
    }
    return false;
  }
}
