package dev.towpath.guide;

/** A page asks for what is not there; the message says which page, and what. */
final class GuideException extends RuntimeException {
  private static final long serialVersionUID = 1;

  GuideException(String message) {
    super(message);
  }

  GuideException(String message, Throwable cause) {
    super(message, cause);
  }
}
