package dev.towpath.channel;

/**
 * A checked failure from the other side of a channel or bridge; the failure itself, untouched, is
 * the {@linkplain #getCause() cause}. Its own stack trace is that of the thread that met the
 * failure. Unchecked failures travel as themselves and are never wrapped.
 */
public final class BridgeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Wraps a checked failure.
   *
   * @param cause the failure
   */
  public BridgeException(Throwable cause) {
    super(cause);
  }

  /**
   * Turns any failure into something that can be thrown from here: a {@code RuntimeException} is
   * returned and an {@code Error} thrown as itself, anything else is wrapped once.
   *
   * @param failure the failure to pass on; it is not changed
   * @return the failure or its wrapper, for {@code throw BridgeException.unchecked(failure)}
   */
  public static RuntimeException unchecked(Throwable failure) {
    if (failure instanceof RuntimeException unchecked) {
      return unchecked;
    }
    if (failure instanceof Error error) {
      throw error;
    }
    return new BridgeException(failure);
  }
}
