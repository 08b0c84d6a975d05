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
   * Refuses a fork or submit.
   *
   * @param what it is, with the name of the scope or executor
   * @throws IllegalStateException naming that, the thread and the way out
   */
  static void check(String what) {
    for (ForkGuard guard : GUARDS) {
      Optional<String> refusal = guard.refuse();
      if (refusal.isPresent()) {
        throw new IllegalStateException(
            what
                + " by thread '"
                + Thread.currentThread().getName()
                + "', which must not: "
                + refusal.get());
      }
    }
  }
}
