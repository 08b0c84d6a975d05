package dev.towpath.samples.guide.s04;

/** Checked, as such exceptions of a domain often are. */
public final class ClosedException extends Exception {
  private static final long serialVersionUID = 1;

  public ClosedException(Throwable cause) {
    super("the shop is closed", cause);
  }
}
