package dev.towpath.benchmarks.bridges;

import dev.towpath.benchmarks.run.Case;
import java.util.List;
import java.util.Map;

/** What is measured of bridges. */
public final class BridgeCases {
  private static final List<String> READERS =
      List.of(Reader.OURS, Reader.REACTOR, Reader.REACTOR_STREAM, Reader.RXJAVA);

  private BridgeCases() {}

  /** Returns all cases, in the order of the report. */
  public static List<Case> all() {
    return List.of(
        streamToLoop("synchronous source", false), streamToLoop("asynchronous source", true));
  }

  private static Case streamToLoop(String name, boolean async) {
    Map<String, String> params = Map.of("async", String.valueOf(async));
    return new Case(name, StreamToLoop.class, params, READERS, true);
  }
}
