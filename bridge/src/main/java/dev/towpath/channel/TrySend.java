package dev.towpath.channel;

/** What became of a value offered with {@code trySend} or a timed {@code send}. */
public enum TrySend {
  /**
   * The channel has the value: handed over, buffered, or dropped by its {@link Overflow} policy.
   */
  SENT,
  /** No receiver was waiting and there was no room; the value stays with the caller. */
  FULL,
  /** One of the two ends is closed; the value stays with the caller. */
  CLOSED
}
