package dev.towpath.jdk;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The thread-locals that the calling thread of a verb had, to be set around the user's code on
 * other threads (C13): those in the registry of Micrometer's context-propagation, or none where
 * that library is absent.
 */
interface Carried {
  /** Nothing travels. */
  Carried NOTHING =
      new Carried() {
        @Override
        public <R extends @Nullable Object> R call(Callable<? extends R> code) throws Exception {
          return code.call();
        }

        @Override
        public void run(Runnable code) {
          code.run();
        }
      };

  /** Takes what the calling thread has now. */
  static Carried capture() {
    return Presence.OF_MICROMETER ? MicrometerCarried.captureAll() : NOTHING;
  }

  /** Runs code with those thread-locals; takes them back afterwards. */
  <R extends @Nullable Object> R call(Callable<? extends R> code) throws Exception;

  /** As {@link #call}, for code that answers nothing and throws nothing checked. */
  void run(Runnable code);

  /**
   * As {@link #run}, for foreign code that must not see an interrupt meant for the code around it
   * (C9): the flag is cleared before and set again after.
   */
  default void runUninterrupted(Runnable code) {
    boolean interrupted = Thread.interrupted();
    try {
      run(code);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Looks for the library without loading what uses it. */
  final class Presence {
    private static final boolean OF_MICROMETER = find();

    private Presence() {}

    private static boolean find() {
      try {
        Class.forName(
            "io.micrometer.context.ContextSnapshotFactory", false, Carried.class.getClassLoader());
        return true;
      } catch (ClassNotFoundException e) {
        return false;
      }
    }
  }
}
