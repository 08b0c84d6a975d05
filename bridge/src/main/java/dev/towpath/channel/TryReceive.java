package dev.towpath.channel;

import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code tryReceive} and of a timed {@code receive}.
 *
 * @param <T> the type of the values
 */
public sealed interface TryReceive<T> {
  /**
   * A value was taken.
   *
   * @param value the value, never null
   * @param <T> its type
   */
  record Value<T>(T value) implements TryReceive<T> {}

  /**
   * Nothing was there, or not before the time was up; the channel is still open.
   *
   * @param <T> the type of the values
   */
  record Empty<T>() implements TryReceive<T> {}

  /**
   * The channel is over: drained after its end or failure, or closed by a receiver.
   *
   * @param cause what the sender failed with, as given to {@link Sender#fail}; null at a normal end
   * @param <T> the type of the values
   */
  record Closed<T>(@Nullable Throwable cause) implements TryReceive<T> {}
}
