package dev.towpath.channel;

/** The failure of a channel built with {@link Overflow#FAIL} that was full when a value came. */
public final class OverflowException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message the rule that was broken, then the values
   */
  public OverflowException(String message) {
    super(message);
  }
}
