package dev.towpath.benchmarks.load.server;

/** The business function in one style. */
interface Style extends AutoCloseable {
  /** Called on an event loop; never waits there. */
  void handle(Order order, Reply reply);

  @Override
  default void close() throws Exception {}
}
