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
   * Refuses a plain verb on a thread that must never wait.
   *
   * @throws IllegalStateException naming the verb, the thread and the way out
   */
  static void checkMayWait(String verb) {
    Thread thread = Thread.currentThread();
    for (BlockingGuard guard : GUARDS) {
      Optional<String> refusal = guard.refuse(thread);
      if (refusal.isPresent()) {
        throw new IllegalStateException(
            verb + " may wait, and thread '" + thread.getName() + "' must not: " + refusal.get());
      }
    }
  }

  /**
   * As {@link #checkMayWait(String)}, for verbs that a loop calls for each value. A virtual thread
   * is asked about only when it really waits: it hardly ever must not, and asking costs as much as
   * taking a value that is there.
   *
   * @param waiting whether the thread is about to wait, or may have to
   */
  static void checkMayWait(String verb, boolean waiting) {
    if (Thread.currentThread().isVirtual() == waiting) {
      checkMayWait(verb);
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
