package dev.towpath.benchmarks.load.server;

/** Where an answer goes; may be called by any thread, once. */
interface Reply {
  /** Sends the answer. */
  void success(String answer);

  /** Sends what went wrong. */
  void failure(Throwable reason);
}
