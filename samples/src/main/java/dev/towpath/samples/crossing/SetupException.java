package dev.towpath.samples.crossing;

import java.io.IOException;

/** What the user has given cannot be used; the message says so to the user. */
public final class SetupException extends IOException {
  private static final long serialVersionUID = 1;

  SetupException(String message, Throwable cause) {
    super(message, cause);
  }
}
