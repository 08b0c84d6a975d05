package dev.towpath.channel;

/**
 * Thrown by {@code receive} when the channel has ended normally and is drained, and by {@code send}
 * once either end is closed. A channel that <em>failed</em> throws its failure at the receiver
 * instead.
 */
public final class ChannelClosedException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message what was tried, then the channel's name
   */
  public ChannelClosedException(String message) {
    super(message);
  }
}
