package dev.towpath.jdk;

import dev.towpath.channel.BridgeException;
import dev.towpath.channel.BridgeOptions;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** How the user's functions are called: with the context of the verb's caller (C13). */
final class Foreign {
  private Foreign() {}

  /** Returns options with the calling thread's context, and with a name in any case. */
  static <T> BridgeOptions<T> prepared(BridgeOptions<T> options, String name) {
    return (options.name() == null ? options.name(name) : options).captured();
  }

  /** Runs a function that throws nothing checked. */
  static void run(BridgeOptions<?> options, Runnable function) {
    call(options, Executors.callable(function));
  }

  /**
   * Runs a function that must not see an interrupt which is meant for the code around it (C9): the
   * flag is cleared before and set again after.
   */
  static void runUninterrupted(BridgeOptions<?> options, Runnable function) {
    boolean interrupted = Thread.interrupted();
    try {
      run(options, function);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Runs a way to stop something; what it throws is a late error. */
  static void close(BridgeOptions<?> options, AutoCloseable stop) {
    runUninterrupted(
        options,
        () -> {
          try {
            stop.close();
          } catch (Throwable t) { // who leaves is in no position to handle it
            options.lateError(t);
          }
        });
  }

  private static void call(BridgeOptions<?> options, Callable<?> function) {
    try {
      options.inContext(function);
    } catch (Exception e) {
      throw BridgeException.unchecked(e);
    }
  }
}
