package dev.towpath.lint.engine;

import dev.towpath.lint.bytecode.MethodFacts;
import dev.towpath.lint.bytecode.Origin;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A method as it is entered: with what is known about its arguments. Interned by {@link Nodes}. */
final class Node {

  final MethodFacts method;

  /**
   * Per parameter what it can be, null where nothing is known; empty when nothing is known at all.
   */
  final List<@Nullable Set<Obj>> binding;

  final int depth;

  /** What the resolver has found out about values of this entry. */
  private @Nullable Map<Origin, Set<Obj>> known;

  /** Whether this stands for several entries, because there were too many to tell apart. */
  final boolean merged;

  Node(MethodFacts method, List<@Nullable Set<Obj>> binding, int depth, boolean merged) {
    this.method = method;
    this.binding = binding;
    this.depth = depth;
    this.merged = merged;
  }

  @Nullable Set<Obj> bound(int parameter) {
    return parameter < binding.size() ? binding.get(parameter) : null;
  }

  @Nullable Set<Obj> known(Origin origin) {
    return known == null ? null : known.get(origin);
  }

  void learn(Origin origin, Set<Obj> objects) {
    if (known == null) {
      known = new HashMap<>(4);
    }
    known.put(origin, objects);
  }

  @Override
  public String toString() {
    return method + (binding.isEmpty() ? "" : " bound");
  }
}
