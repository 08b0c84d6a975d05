package dev.towpath.jdk;

/** What was started for a callback or listener. It goes on by itself; closing it stops it. */
public interface Handle extends AutoCloseable {
  /**
   * Stops what was started: its code is interrupted, and nothing more is called back. Does nothing
   * when it is over. Never waits.
   */
  @Override
  void close();
}
