package dev.towpath.lint.cli;

/** Something that the user can mend, said in one line. */
final class BadInput extends Exception {

  private static final long serialVersionUID = 1L;

  BadInput(String message) {
    super(message);
  }

  BadInput(Exception cause) {
    super(String.valueOf(cause.getMessage()), cause);
  }
}
