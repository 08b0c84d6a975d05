package dev.towpath.channel;

import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What a channel tells its owner. Each is called with no lock held, on the thread that caused it;
 * what it throws goes to that thread's uncaught-exception handler, and the operation goes on.
 *
 * @param onUndelivered values that no receiver will get
 * @param onTaken how many values receivers have just taken
 * @param takenEvery how many must have been taken before {@code onTaken} is told
 * @param onStop the receiving end was closed before the channel ended; called once
 * @param onSent a send has just been accepted
 */
record Hooks<T>(
    @Nullable Consumer<? super T> onUndelivered,
    @Nullable IntConsumer onTaken,
    int takenEvery,
    @Nullable Runnable onStop,
    @Nullable Runnable onSent) {
  private static final Hooks<Object> NONE = new Hooks<>(null, null, Integer.MAX_VALUE, null, null);

  @SuppressWarnings("unchecked") // holds no value
  static <T> Hooks<T> none() {
    return (Hooks<T>) NONE;
  }

  void undelivered(T value) {
    if (onUndelivered != null) {
      run(() -> onUndelivered.accept(value));
    }
  }

  /** Tells of values taken; of 0 it does not. */
  void taken(int count) {
    if (count > 0 && onTaken != null) {
      run(() -> onTaken.accept(count));
    }
  }

  void stopped() {
    if (onStop != null) {
      run(onStop);
    }
  }

  void sent() {
    if (onSent != null) {
      run(onSent);
    }
  }

  /** Runs foreign code that must not disturb us. */
  static void run(Runnable foreign) {
    try {
      foreign.run();
    } catch (Throwable t) {
      Thread thread = Thread.currentThread();
      try {
        thread.getUncaughtExceptionHandler().uncaughtException(thread, t);
      } catch (Throwable ignored) {
        // As in the JVM, what a handler throws goes nowhere: whoever comes next must still be told.
      }
    }
  }
}
