package dev.towpath.vertx;

import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.Channel;
import dev.towpath.channel.Overflow;
import dev.towpath.channel.Receiver;
import dev.towpath.channel.Sender;
import dev.towpath.channel.TrySend;
import io.vertx.core.Handler;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One registered handler, which has no demand: the channel's overflow policy decides. Any number of
 * threads may call it at once. Nothing here leads to the receiver.
 */
final class Listening<T> implements Handler<T> {
  private final Sender<T> values;
  private final Unregistration unregistration;
  private final BridgeOptions<T> options;

  private Listening(Sender<T> values, Unregistration unregistration, BridgeOptions<T> options) {
    this.values = values;
    this.unregistration = unregistration;
    this.options = options;
  }

  static <T> Receiver<T> open(
      Function<? super Handler<T>, Runnable> register,
      int capacity,
      Overflow overflow,
      BridgeOptions<T> options) {
    Unregistration unregistration = new Unregistration(options);
    Channel.Builder<T> builder =
        Channel.<T>builder()
            .capacity(capacity)
            .overflow(overflow)
            .onUndelivered(options::undelivered)
            .onStop(unregistration::run)
            .closeWhenAbandoned();
    String name = options.name();
    Channel<T> channel = (name == null ? builder : builder.name(name)).build();
    Listening<T> listening = new Listening<>(channel.sender(), unregistration, options);
    try {
      unregistration.arrive(
          Objects.requireNonNull(register.apply(listening), "unregistration is null"));
    } catch (Throwable t) { // the reader must know
      channel.sender().fail(t);
    }
    return channel.receiver();
  }

  @Override
  public void handle(T value) {
    if (values.trySend(value) == TrySend.CLOSED) { // by its reader or an overflow
      unregistration.run();
      options.undelivered(value);
    }
  }

  /** Runs once, also if it is wanted before it is known: then on arrival. */
  private static final class Unregistration {
    private enum State {
      REGISTERING,
      REGISTERED,
      /** Not registered any more, or not to be. */
      OVER
    }

    private final BridgeOptions<?> options;
    private final AtomicReference<State> state = new AtomicReference<>(State.REGISTERING);
    private @Nullable Runnable action; // written before `state` is REGISTERED

    Unregistration(BridgeOptions<?> options) {
      this.options = options;
    }

    void arrive(Runnable unregister) {
      action = unregister;
      if (!state.compareAndSet(State.REGISTERING, State.REGISTERED)) {
        run(unregister);
      }
    }

    void run() {
      Runnable known = state.getAndSet(State.OVER) == State.REGISTERED ? action : null;
      if (known != null) {
        run(known);
      }
    }

    private void run(Runnable unregister) {
      try {
        options.inContext(Executors.callable(unregister));
      } catch (Throwable t) {
        options.lateError(t);
      }
    }
  }
}
