package dev.towpath.samples.guide.shop;

/** The shop answered with something else than 200. */
public final class ShopException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;

  public ShopException(int status, String path) {
    super("status " + status + ": " + path);
    this.status = status;
  }

  public int status() {
    return status;
  }

  static String body(int status, String path, String body) {
    if (status != 200) {
      throw new ShopException(status, path);
    }
    return body;
  }
}
