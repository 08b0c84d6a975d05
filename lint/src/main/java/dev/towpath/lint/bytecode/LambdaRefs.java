package dev.towpath.lint.bytecode;

import java.util.List;
import org.objectweb.asm.Opcodes;

/** The methods that a class's {@code invokedynamic} instructions stand for. */
final class LambdaRefs {

  private static final int METHOD_HANDLE = 15;

  private final ConstantPool pool;
  private final int bootstraps; // where the table of bootstrap methods begins, or 0

  LambdaRefs(ConstantPool pool, int bootstraps) {
    this.pool = pool;
    this.bootstraps = bootstraps;
  }

  void addTo(List<LambdaRef> references, int dynamic) {
    if (bootstraps == 0) {
      throw new IllegalStateException("invokedynamic without a bootstrap method");
    }
    int wanted = pool.u2(pool.content(dynamic));
    int at = bootstraps + 2;
    for (int i = 0; i < wanted; i++) {
      at += 4 + 2 * pool.u2(at + 2);
    }
    int pair = pool.content(pool.u2(pool.content(dynamic) + 2));
    String returned = pool.text(pool.u2(pair + 2));
    int type = returned.indexOf(")L");
    for (int i = 0; i < pool.u2(at + 2); i++) {
      int argument = pool.u2(at + 4 + 2 * i);
      if (pool.tag(argument) == METHOD_HANDLE && isMethod(argument)) {
        references.add(
            new LambdaRef(
                type < 0
                    ? null
                    : pool.interner().text(returned.substring(type + 2, returned.length() - 1)),
                pool.text(pool.u2(pair)),
                pool.method(pool.u2(pool.content(argument) + 1))));
      }
    }
  }

  private boolean isMethod(int handle) {
    return pool.u1(pool.content(handle)) >= Opcodes.H_INVOKEVIRTUAL;
  }
}
