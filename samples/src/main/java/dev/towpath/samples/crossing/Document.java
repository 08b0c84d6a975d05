package dev.towpath.samples.crossing;

/**
 * A file that has been fetched.
 *
 * @param name its name in the archive
 * @param bytes its content
 */
public record Document(String name, byte[] bytes) {
  /** Computes the row to load; takes a processor for a while. */
  Row toRow() {
    return new Row(name, bytes.length, Sha256.of(bytes));
  }
}
