package dev.towpath.scope;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The executors of this JVM, for who looks; does not keep any. */
final class Dispatches {
  private static final Set<Reference<Dispatch>> KNOWN = ConcurrentHashMap.newKeySet();
  private static final ReferenceQueue<Dispatch> GONE = new ReferenceQueue<>();

  private Dispatches() {}

  static void add(Dispatch dispatch) {
    for (Reference<?> gone = GONE.poll(); gone != null; gone = GONE.poll()) {
      KNOWN.remove(gone);
    }
    KNOWN.add(new WeakReference<>(dispatch, GONE));
  }

  /** Returns those that have not terminated, by name. */
  static List<Dispatch> all() {
    List<Dispatch> all = new ArrayList<>();
    for (Reference<Dispatch> reference : KNOWN) {
      Dispatch dispatch = reference.get();
      if (dispatch != null && !dispatch.isOver()) {
        all.add(dispatch);
      }
    }
    all.sort(Comparator.comparing(Dispatch::name));
    return all;
  }
}
