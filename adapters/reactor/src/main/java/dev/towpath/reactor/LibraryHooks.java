package dev.towpath.reactor;

import dev.towpath.channel.BridgeOptions;
import java.util.function.Supplier;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * Sends what comes too late to Reactor's hooks too, once each (C11): undelivered values to {@code
 * doOnDiscard}, late errors to {@code onErrorDropped}. The user's own functions run with the
 * thread-locals of the bridge's Context (C13).
 */
final class LibraryHooks {
  private LibraryHooks() {}

  /**
   * Returns options that call the given ones and Reactor's hooks.
   *
   * @param options the user's
   * @param context what the bridge carries
   * @param hooks the Context that may have hooks for this subscription; asked each time
   */
  static <T> BridgeOptions<T> join(
      BridgeOptions<T> options, Context context, Supplier<Context> hooks) {
    return options
        .onUndelivered(value -> {
          Operators.onDiscard(value, hooks.get()); // logs what a hook throws
          ThreadContext.KNOWN.run(context, () -> options.undelivered(value));
        })
        .onLateError(error -> {
          ThreadContext.KNOWN.run(context, () -> options.lateError(error));
          Operators.onErrorDropped(error, hooks.get());
        });
  }
}
