package dev.towpath.lint;

/** Tells class files that ArchUnit cannot read by their version. */
final class NewerClassFile {

  private static final int MAJOR_OFFSET = 6;

  /** The newest class file version that this ArchUnit reads: Java 27. */
  private static final int NEWEST = 71;

  private NewerClassFile() {}

  static boolean is(byte[] bytes) {
    return bytes.length > MAJOR_OFFSET + 1
        && (((bytes[MAJOR_OFFSET] & 0xFF) << 8) | (bytes[MAJOR_OFFSET + 1] & 0xFF)) > NEWEST;
  }
}
