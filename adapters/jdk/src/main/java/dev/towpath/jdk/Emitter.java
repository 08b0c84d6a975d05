package dev.towpath.jdk;

import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.Sender;
import dev.towpath.channel.TrySend;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a listener puts what it hears. Any number of threads may call it at once; it never waits
 * and, but for null, never throws. What comes after the end goes to the options' functions.
 *
 * @param <T> the type of the values
 */
public final class Emitter<T> {
  private final Sender<T> values;
  private final Registration registration;
  private final @Nullable Pacer pacer;
  private final BridgeOptions<T> options;

  Emitter(
      Sender<T> values,
      Registration registration,
      @Nullable Pacer pacer,
      BridgeOptions<T> options) {
    this.values = values;
    this.registration = registration;
    this.pacer = pacer;
    this.options = options;
    if (pacer != null) {
      pacer.onBroken(this::fail);
    }
  }

  /**
   * An event has come.
   *
   * @param value the event; not null
   * @throws NullPointerException if {@code value} is null, which also fails the bridge
   */
  public void emit(T value) {
    if (value == null) {
      NullPointerException breach = new NullPointerException("a listener has no null: " + values);
      fail(breach);
      throw breach;
    }
    if (values.trySend(value) == TrySend.SENT) {
      if (pacer != null) {
        pacer.emitted();
      }
    } else { // late, or the one too many that has just failed the channel
      registration.end(() -> {});
      options.undelivered(value);
    }
  }

  /** There are no more events: the reader sees the end after what is buffered. */
  public void end() {
    registration.end(values::close);
  }

  /**
   * The source has failed: the reader gets the cause after what is buffered.
   *
   * @param cause why; not null, and never changed
   */
  public void fail(Throwable cause) {
    Objects.requireNonNull(cause, "cause is null");
    if (!registration.end(() -> values.fail(cause))) {
      options.lateError(cause);
    }
  }
}
