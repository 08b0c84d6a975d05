package dev.towpath.migrate;

/** A request that is answered with something else than 200. */
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;

  public Refused(int status, String message) {
    super(message);
    this.status = status;
  }

  public int status() {
    return status;
  }
}
