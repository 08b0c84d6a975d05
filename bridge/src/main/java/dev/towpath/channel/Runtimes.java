package dev.towpath.channel;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** The foreign runtimes on the class or module path, asked before and at each wait. */
final class Runtimes {
  private static final WaitStrategy[] STRATEGIES =
      load(WaitStrategy.class).toArray(WaitStrategy[]::new);
  private static final BlockingGuard[] GUARDS =
      load(BlockingGuard.class).toArray(BlockingGuard[]::new);

  private Runtimes() {}

  static <S> List<S> load(Class<S> service) {
    return ServiceLoader.load(service, Runtimes.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }

  /**
   * Refuses a plain verb on a platform thread that must never wait.
   *
   * @throws IllegalStateException naming the verb, the thread and the way out
   */
  static void checkMayWait(String verb) {
    Thread thread = Thread.currentThread();
    if (thread.isVirtual()) {
      return;
    }
    for (BlockingGuard guard : GUARDS) {
      Optional<String> refusal = guard.refuse(thread);
      if (refusal.isPresent()) {
        throw new IllegalStateException(
            verb + " may wait, and thread '" + thread.getName() + "' must not: " + refusal.get());
      }
    }
  }

  /** Returns how the calling thread suspends, or null when it simply parks. */
  static WaitStrategy.@Nullable Suspension suspension() {
    for (WaitStrategy strategy : STRATEGIES) {
      WaitStrategy.Suspension suspension = strategy.prepare();
      if (suspension != null) {
        return suspension;
      }
    }
    return null;
  }
}
