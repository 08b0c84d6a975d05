package dev.towpath.samples.crossing;

import dev.towpath.channel.BridgeException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * How a job went in one style.
 *
 * @param style the style's name
 * @param files how many files went all the way and back to a subscriber
 * @param bytes how many bytes these have
 * @param time how long it took
 * @param outstanding the greatest number of values between legacy code and our loop
 * @param lost how many files were expected and did not arrive
 * @param differing how many files arrived with other content than a direct read finds
 * @param failure what ended it early
 */
public record Outcome(
    String style,
    int files,
    long bytes,
    Duration time,
    int outstanding,
    int lost,
    int differing,
    Optional<Throwable> failure) {
  /** Returns whether everything arrived as it was. */
  public boolean isGood() {
    return failure.isEmpty() && lost == 0 && differing == 0;
  }

  /** Returns what the failure says, without the wrappers that it got on its way. */
  Optional<String> reason() {
    return failure.map(Outcome::unwrapped).map(Throwable::toString);
  }

  /** Takes the wrappers off a failure. */
  static Throwable unwrapped(Throwable failure) {
    return switch (failure) {
      case BridgeException wrapper -> unwrapped(wrapper.getCause());
      case CompletionException wrapper -> unwrapped(wrapper.getCause());
      case ExecutionException wrapper -> unwrapped(wrapper.getCause());
      default -> failure;
    };
  }
}
