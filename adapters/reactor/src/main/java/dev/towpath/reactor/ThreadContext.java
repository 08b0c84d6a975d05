package dev.towpath.reactor;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * The thread-locals that travel with a Reactor {@link Context} (C13): those in the registry of
 * Micrometer's context-propagation, or none where that library is absent.
 */
interface ThreadContext {
  ThreadContext KNOWN = Presence.ofMicrometer() ? new MicrometerContext() : new Nothing();

  /** Returns a Context with what the calling thread carries. */
  Context capture();

  /** Runs code with thread-locals as {@code from} has them; takes them back afterwards. */
  <R extends @Nullable Object> R call(ContextView from, Callable<R> code) throws Exception;

  /** Nothing travels. */
  final class Nothing implements ThreadContext {
    private Nothing() {}

    @Override
    public Context capture() {
      return Context.empty();
    }

    @Override
    public <R extends @Nullable Object> R call(ContextView from, Callable<R> code)
        throws Exception {
      return code.call();
    }
  }

  /** Looks for the library without loading what uses it. */
  final class Presence {
    private Presence() {}

    private static boolean ofMicrometer() {
      try {
        Class.forName(
            "io.micrometer.context.ContextSnapshotFactory",
            false,
            ThreadContext.class.getClassLoader());
        return true;
      } catch (ClassNotFoundException e) {
        return false;
      }
    }
  }
}
