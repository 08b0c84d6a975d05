package dev.towpath.jdk;

import dev.towpath.channel.BridgeOptions;

/** What becomes of that which nobody waits for. */
final class Late {
  private Late() {}

  /** Returns options whose functions run with what was carried, and with a name in any case. */
  static <T> BridgeOptions<T> carrying(BridgeOptions<T> options, Carried carried, String name) {
    BridgeOptions<T> carrying =
        options
            .onUndelivered(value -> carried.runUninterrupted(() -> options.undelivered(value)))
            .onLateError(error -> carried.runUninterrupted(() -> options.lateError(error)));
    return options.name() == null ? carrying.name(name) : carrying;
  }

  /** Runs the user's way to stop something. */
  static void close(AutoCloseable stop, BridgeOptions<?> options) {
    try {
      stop.close();
    } catch (Throwable t) { // who leaves is in no position to handle it
      options.lateError(t);
    }
  }
}
