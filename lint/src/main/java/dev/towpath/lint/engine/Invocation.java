package dev.towpath.lint.engine;

import dev.towpath.lint.bytecode.Call;
import dev.towpath.lint.bytecode.MethodRef;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A call as the running program would make it: directly, or through a function object.
 *
 * @param virtual whether the receiver decides which method runs
 * @param args receiver first, if there is one; null where nothing is known
 * @param call the instruction, null if a function object stands for the method
 */
record Invocation(
    MethodRef target,
    boolean isStatic,
    boolean virtual,
    List<@Nullable Set<Obj>> args,
    Node in,
    @Nullable Call call,
    int line) {

  Set<Obj> arg(int index) {
    Set<Obj> known = index < args.size() ? args.get(index) : null;
    return known == null ? Set.of() : known;
  }
}
