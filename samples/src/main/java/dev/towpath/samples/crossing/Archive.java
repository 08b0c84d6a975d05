package dev.towpath.samples.crossing;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Files by name, to be read any number of times and by several threads at once. */
public interface Archive {
  /** Returns the names of all files, each once. */
  List<String> names();

  /**
   * Returns how many bytes a file has.
   *
   * @param name one of {@link #names()}
   */
  long size(String name) throws IOException;

  /**
   * Opens a file.
   *
   * @param name one of {@link #names()}
   */
  InputStream open(String name) throws IOException;
}
