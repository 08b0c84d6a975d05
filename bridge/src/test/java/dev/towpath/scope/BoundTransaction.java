package dev.towpath.scope;

import java.util.Optional;

/** Stands for a transaction that belongs to one thread; found by the service loader. */
public final class BoundTransaction implements ForkGuard {
  private static final ThreadLocal<Boolean> BOUND = ThreadLocal.withInitial(() -> false);

  static void run(Runnable code) {
    BOUND.set(true);
    try {
      code.run();
    } finally {
      BOUND.remove();
    }
  }

  @Override
  public Optional<String> refuse() {
    return BOUND.get()
        ? Optional.of("a transaction is bound to it; fork before it begins")
        : Optional.empty();
  }
}
