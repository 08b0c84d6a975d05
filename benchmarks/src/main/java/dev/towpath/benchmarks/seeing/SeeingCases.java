package dev.towpath.benchmarks.seeing;

import dev.towpath.benchmarks.rivals.Rivals;
import dev.towpath.benchmarks.run.Case;
import java.util.List;
import java.util.Map;

/** What is measured of being looked at. */
public final class SeeingCases {
  private SeeingCases() {}

  /** Returns all cases, in the order of the report. */
  public static List<Case> all() {
    return List.of(
        seen("uncontended pair", SeenPair.class),
        seen("ping-pong", SeenPingPong.class),
        seen("fork and join 10", SeenFork.class),
        new Case(
            "counters, a model",
            Counted.class,
            Map.of(),
            List.of(Rivals.OURS, Counted.WITHOUT),
            true));
  }

  private static Case seen(String name, Class<? extends Seen> benchmark) {
    return new Case(name, benchmark, Map.of(), Look.ALL, true);
  }
}
