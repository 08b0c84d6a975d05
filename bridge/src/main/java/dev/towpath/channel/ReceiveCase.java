package dev.towpath.channel;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A case of a select that receives, or learns of the end. */
final class ReceiveCase<T, R> extends Select.Case<R> {
  private final Receiver<T> from;
  private final Engine<T> source;
  private final Function<? super T, ? extends R> then;
  private final @Nullable Function<Optional<Throwable>, ? extends R> atEnd;

  ReceiveCase(
      Receiver<T> from,
      Function<? super T, ? extends R> then,
      @Nullable Function<Optional<Throwable>, ? extends R> atEnd,
      boolean on) {
    super(from.engine, on);
    this.from = from;
    this.source = from.engine;
    this.then = then;
    this.atEnd = atEnd;
  }

  @Override
  Select.Case<R> off() {
    return new ReceiveCase<>(from, then, atEnd, false);
  }

  @Override
  boolean looksReady() {
    return source.looksReadable();
  }

  @Override
  @Nullable Object attempt() {
    return source.poll();
  }

  @Override
  Waiter<?> waiter(int index) {
    return Waiter.toReceive(source, index);
  }

  @Override
  Object outcome(Waiter<?> settled) {
    if (settled.outcome == Waiter.Outcome.ENDED) {
      return Engine.END;
    }
    source.hooks.taken(settled.toTell);
    return Objects.requireNonNull(settled.value);
  }

  @Override
  @SuppressWarnings("unchecked") // a channel holds what its senders gave
  @Nullable R conclude(Object outcome, @Nullable Object message) {
    if (outcome != Engine.END) {
      Recorded.received(message, engine, outcome);
      return result(then.apply((T) outcome));
    }
    Throwable failure = source.failure();
    if (atEnd != null) {
      return result(atEnd.apply(Optional.ofNullable(failure)));
    }
    if (failure != null) {
      throw BridgeException.unchecked(failure);
    }
    return null;
  }
}
