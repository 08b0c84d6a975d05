package dev.towpath.lint.bytecode;

import java.io.IOException;

/** One class file that can be read again at any time, so that nobody has to keep its bytes. */
public interface ClassSource {

  /** The jar or folder that holds the class file, for messages. */
  String location();

  byte[] bytes() throws IOException;
}
