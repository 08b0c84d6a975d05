package dev.towpath.channel;

/** What a full channel does with one more value. */
public enum Overflow {
  /** A {@code send} waits for room; a {@code trySend} answers {@code FULL}. The default. */
  WAIT,
  /**
   * The oldest buffered value goes to {@code onUndelivered} and the new one takes its place; no
   * send waits. With capacity 1 the channel holds the latest value only. Needs a capacity of 1 or
   * more.
   */
  DROP_OLDEST,
  /** The new value counts as sent and goes to {@code onUndelivered}; no send waits. */
  DROP_NEWEST,
  /**
   * The channel fails with an {@link OverflowException}: receivers get what is buffered and then
   * the exception. The value that did not fit stays with its sender, who sees a closed channel.
   */
  FAIL
}
