package dev.towpath.channel;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A case of a select that sends. */
final class SendCase<T, R> extends Select.Case<R> {
  private final Sender<T> to;
  private final T value;
  private final Supplier<? extends R> then;

  SendCase(Sender<T> to, T value, Supplier<? extends R> then, boolean on) {
    super(to.engine, on);
    this.to = to;
    this.value = value;
    this.then = then;
  }

  @Override
  Select.Case<R> off() {
    return new SendCase<>(to, value, then, false);
  }

  @Override
  boolean looksReady() {
    return to.engine.looksWritable();
  }

  @Override
  @Nullable Object attempt() {
    TrySend answer = to.engine.trySend(value);
    return answer == TrySend.FULL ? null : answer;
  }

  @Override
  Waiter<?> waiter(int index) {
    return Waiter.toSend(to.engine, value, index);
  }

  @Override
  Object outcome(Waiter<?> settled) {
    if (settled.outcome == Waiter.Outcome.CLOSED) {
      return TrySend.CLOSED;
    }
    to.engine.hooks.sent();
    return TrySend.SENT;
  }

  @Override
  R conclude(Object outcome, @Nullable Object message) {
    if (outcome == TrySend.CLOSED) {
      throw to.closed();
    }
    Recorded.sent(message, engine, value);
    return result(then.get());
  }
}
