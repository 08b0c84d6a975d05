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

  // The first few again, each a constant, which a JIT compiler can look into: asking is then nearly
  // free, as long as there are no more.
  private static final BlockingGuard FIRST = guard(0);
  private static final BlockingGuard SECOND = guard(1);
  private static final BlockingGuard THIRD = guard(2);

  private Runtimes() {}

  static <S> List<S> load(Class<S> service) {
    return ServiceLoader.load(service, Runtimes.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }

  private static BlockingGuard guard(int index) {
    return index < GUARDS.length ? GUARDS[index] : thread -> Optional.empty();
  }

  /**
   * Refuses a plain verb on a thread that must never wait.
   *
   * @throws IllegalStateException naming the verb, the thread and the way out
   */
  static void checkMayWait(String verb) {
    Thread thread = Thread.currentThread();
    check(FIRST, thread, verb);
    check(SECOND, thread, verb);
    check(THIRD, thread, verb);
    for (int i = 3; i < GUARDS.length; i++) {
      check(GUARDS[i], thread, verb);
    }
  }

  private static void check(BlockingGuard guard, Thread thread, String verb) {
    Optional<String> refusal = guard.refuse(thread);
    if (refusal.isPresent()) {
      throw new IllegalStateException(
          verb + " may wait, and thread '" + thread.getName() + "' must not: " + refusal.get());
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
