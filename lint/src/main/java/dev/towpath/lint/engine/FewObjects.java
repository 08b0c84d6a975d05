package dev.towpath.lint.engine;

import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A small set that keeps its order and its hash, and costs no more than an array. */
final class FewObjects extends AbstractSet<Obj> {

  private final List<Obj> objects;
  private final int hash;

  private FewObjects(Obj[] objects) {
    this.objects = Arrays.asList(objects);
    int sum = 0;
    for (Obj each : objects) {
      sum += each.hashCode();
    }
    this.hash = sum;
  }

  /** The first ones of a set, in its order. */
  static Set<Obj> of(Set<Obj> found, int most) {
    if (found.isEmpty()) {
      return Set.of();
    }
    if (found.size() == 1) {
      return Set.of(found.iterator().next());
    }
    return found instanceof FewObjects
        ? found
        : new FewObjects(found.stream().limit(most).toArray(Obj[]::new));
  }

  @Override
  public Iterator<Obj> iterator() {
    return objects.iterator();
  }

  @Override
  public int size() {
    return objects.size();
  }

  @Override
  public boolean contains(@Nullable Object object) {
    return object != null && objects.contains(object);
  }

  @Override
  public boolean removeAll(Collection<?> unwanted) {
    throw new UnsupportedOperationException("this set does not change");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (this == other) {
      return true;
    }
    return !(other instanceof FewObjects few && few.hash != hash) && super.equals(other);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
