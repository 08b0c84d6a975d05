package dev.towpath.lint.bytecode;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/** A slot of the operand stack or of a local variable, as the set of places it can come from. */
public final class Value implements org.objectweb.asm.tree.analysis.Value {

  private static final int MOST_ORIGINS = 12;
  private static final Origin UNKNOWN = new Origin.Other(null);

  public static final Value NOTHING = new Value(1, Set.of());
  static final Value ONE_WORD = new Value(1, Set.of(UNKNOWN));
  static final Value TWO_WORDS = new Value(2, Set.of(UNKNOWN));

  private final int size;
  public final Set<Origin> origins;

  private Value(int size, Set<Origin> origins) {
    this.size = size;
    this.origins = origins;
  }

  static Value of(Type type, Origin origin) {
    return new Value(type.getSize(), Set.of(origin));
  }

  static Value unknown(Type type) {
    return type.getSort() < Type.ARRAY
        ? (type.getSize() == 2 ? TWO_WORDS : ONE_WORD)
        : new Value(1, Set.of(new Origin.Other(type)));
  }

  Value withSize(int wanted) {
    return wanted == size ? this : new Value(wanted, origins);
  }

  static Value merge(Value left, Value right) {
    if (left.equals(right) || left.origins.containsAll(right.origins)) {
      return left;
    }
    Set<Origin> union = new LinkedHashSet<>(left.origins);
    union.addAll(right.origins);
    if (union.size() > MOST_ORIGINS) {
      return left.origins.contains(UNKNOWN) ? left : new Value(left.size, plusUnknown(left));
    }
    return new Value(Math.min(left.size, right.size), union);
  }

  private static Set<Origin> plusUnknown(Value value) {
    Set<Origin> all = new LinkedHashSet<>(value.origins);
    all.add(UNKNOWN);
    return all;
  }

  /** The only origin, or null if there are several or none. */
  public @Nullable Origin only() {
    return origins.size() == 1 ? origins.iterator().next() : null;
  }

  @Override
  public int getSize() {
    return size;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Value that && size == that.size && origins.equals(that.origins);
  }

  @Override
  public int hashCode() {
    return origins.hashCode() * 31 + size;
  }
}
