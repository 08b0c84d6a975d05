package dev.towpath.samples.patterns;

import dev.towpath.channel.BridgeException;
import dev.towpath.channel.Receiver;
import dev.towpath.channel.Select;
import dev.towpath.channel.TryReceive;
import java.util.Optional;

/** A loop that ends with its stream or when it is told to, whatever comes first. */
final class Stoppable {
  private Stoppable() {}

  // @start region="next"
  /**
   * Waits for the next value.
   *
   * @param stop closed, from anywhere, when nobody wants more
   * @return the value; empty when {@code values} has ended or {@code stop} was closed
   */
  static <T> Optional<T> next(Receiver<T> values, Receiver<Void> stop) throws InterruptedException {
    return Select.<Optional<T>>of(
            Select.receiveOrEnd(stop, end -> Optional.empty()),
            Select.receiveOrEnd(values, Stoppable::valueOf))
        .prioritized() // when both are ready, stop wins
        .await();
  }

  private static <T> Optional<T> valueOf(TryReceive<T> answer) {
    return switch (answer) {
      case TryReceive.Value<T>(T value) -> Optional.of(value);
      case TryReceive.Closed<T>(Throwable cause) when cause != null ->
          throw BridgeException.unchecked(cause);
      default -> Optional.empty();
    };
  }
  // @end
}
