package dev.towpath.channel;

import dev.towpath.channel.watch.Flight;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What every verb of every bridge can be told beside its source. Immutable: each method returns a
 * copy.
 *
 * <p>
 *
 * {@snippet :
 * BridgeOptions.<Response>defaults().name("prices").onUndelivered(Response::close)
 * }
 *
 * @param <T> the type of the values that cross the bridge
 */
public final class BridgeOptions<T> {
  private static final System.Logger LOG = System.getLogger("dev.towpath");
  private static final BridgeOptions<Object> DEFAULTS =
      new BridgeOptions<>(null, value -> {}, BridgeOptions::log, null);

  private final @Nullable String name;
  private final Consumer<? super T> onUndelivered;
  private final Consumer<? super Throwable> onLateError;
  private final ContextCarrier.@Nullable Snapshot context;

  private BridgeOptions(
      @Nullable String name,
      Consumer<? super T> onUndelivered,
      Consumer<? super Throwable> onLateError,
      ContextCarrier.@Nullable Snapshot context) {
    this.name = name;
    this.onUndelivered = onUndelivered;
    this.onLateError = onLateError;
    this.context = context;
  }

  private static void log(Throwable late) {
    LOG.log(Level.DEBUG, "late error, after the bridge was over", late);
  }

  /**
   * Returns the options that hold where none are given: a name from a running number, undelivered
   * values dropped, late errors logged at level DEBUG.
   *
   * @param <T> the type of the values
   */
  @SuppressWarnings("unchecked") // holds no value
  public static <T> BridgeOptions<T> defaults() {
    return (BridgeOptions<T>) DEFAULTS;
  }

  /**
   * Names the bridge: its channel, its threads, its messages.
   *
   * @param name any text
   */
  public BridgeOptions<T> name(String name) {
    return new BridgeOptions<>(
        Objects.requireNonNull(name, "bridge name is null"), onUndelivered, onLateError, context);
  }

  /**
   * Sets where values go that came over the bridge and that nobody will receive, once each:
   * contract C11. For values that hold a resource.
   *
   * @param onUndelivered for example {@code Response::close}; may run on an event loop, so must not
   *     wait; what it throws goes to the uncaught-exception handler of its thread
   */
  public BridgeOptions<T> onUndelivered(Consumer<? super T> onUndelivered) {
    return new BridgeOptions<>(
        name, Objects.requireNonNull(onUndelivered, "onUndelivered is null"), onLateError, context);
  }

  /**
   * Sets where errors go that come when nobody waits for the outcome any more, once each: contract
   * C11. Among them what a subscriber or callback throws at us.
   *
   * @param onLateError must not wait; what it throws goes to the uncaught-exception handler of its
   *     thread
   */
  public BridgeOptions<T> onLateError(Consumer<? super Throwable> onLateError) {
    return new BridgeOptions<>(
        name, onUndelivered, Objects.requireNonNull(onLateError, "onLateError is null"), context);
  }

  /**
   * Sets what the bridge's bodies and hooks carry with them, instead of what the calling thread
   * has: contract C13.
   *
   * @param context opened around each body and hook, and closed after
   */
  public BridgeOptions<T> context(ContextCarrier.Snapshot context) {
    return new BridgeOptions<>(
        name, onUndelivered, onLateError, Objects.requireNonNull(context, "context is null"));
  }

  /**
   * Returns these options with the context of the calling thread, as the {@link ContextCarrier}s
   * take it, unless a context was set. For adapters: each verb calls this once, on its caller's
   * thread.
   */
  public BridgeOptions<T> captured() {
    return context == null && Contexts.ARE_CARRIED
        ? new BridgeOptions<>(name, onUndelivered, onLateError, Contexts.capture())
        : this;
  }

  /**
   * Runs a user's body with the context. For adapters.
   *
   * @param body what to run, on the calling thread
   * @param <R> what it returns
   * @throws Exception what the body throws, as itself
   */
  public <R extends @Nullable Object> R inContext(Callable<? extends R> body) throws Exception {
    return context == null ? body.call() : context.<R>call(body);
  }

  /** Returns the name of the bridge, or null when it was given none. For adapters. */
  public @Nullable String name() {
    return name;
  }

  /**
   * Hands a value to {@code onUndelivered}; never throws. For adapters.
   *
   * @param value the value that nobody will receive
   */
  public void undelivered(T value) {
    Flight.late(name, value);
    runHook(() -> onUndelivered.accept(value));
  }

  /**
   * Hands an error to {@code onLateError}; never throws. For adapters.
   *
   * @param error the error that nobody waits for
   */
  public void lateError(Throwable error) {
    Flight.late(name, error);
    runHook(() -> onLateError.accept(error));
  }

  private void runHook(Runnable hook) {
    Hooks.run(() -> {
      try {
        inContext(Executors.callable(hook));
      } catch (Exception e) {
        throw BridgeException.unchecked(e); // a hook declares none
      }
    });
  }
}
