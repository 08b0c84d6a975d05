package dev.towpath.scope;

/**
 * Tells that a {@link Scope} was cancelled because all of its threads waited for each other. The
 * message has a line for each, which says what it waits for, and who could have brought that. What
 * is waited for must have been made by {@link Scope#channel}; other waits are never judged.
 */
public final class DeadlockException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  DeadlockException(String message) {
    super(message);
  }
}
