package dev.towpath.migrate;

import java.net.URI;

/** The order service, in whichever step. */
public interface Service extends AutoCloseable {
  URI uri();

  @Override
  void close();
}
