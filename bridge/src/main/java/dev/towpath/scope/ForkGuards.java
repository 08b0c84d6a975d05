package dev.towpath.scope;

import java.util.Optional;
import java.util.ServiceLoader;

/** The guards on the class or module path, as one. */
final class ForkGuards {
  private static final ForkGuard[] GUARDS =
      ServiceLoader.load(ForkGuard.class, ForkGuard.class.getClassLoader()).stream()
          .map(ServiceLoader.Provider::get)
          .toArray(ForkGuard[]::new);

  private ForkGuards() {}

  /**
   * Refuses a fork.
   *
   * @throws IllegalStateException naming the scope, the thread and the way out
   */
  static void check(String scope) {
    for (ForkGuard guard : GUARDS) {
      Optional<String> refusal = guard.refuse();
      if (refusal.isPresent()) {
        throw new IllegalStateException(
            "fork in scope '"
                + scope
                + "' by thread '"
                + Thread.currentThread().getName()
                + "', which must not: "
                + refusal.get());
      }
    }
  }
}
