package dev.towpath.benchmarks.primer;

import static dev.towpath.benchmarks.rivals.Rivals.GO;
import static dev.towpath.benchmarks.rivals.Rivals.OURS;

import dev.towpath.benchmarks.channels.ChannelCases;
import dev.towpath.benchmarks.run.Case;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What takes nanoseconds; what takes longer is in {@link Fetches}. */
public final class PrimerCases {
  /** A send and a receive, and two switches from thread to thread. */
  private static final Set<String> OF_CHANNELS =
      Set.of("rendezvous 1:1", "buffered 16 1:1", "uncontended pair", "ping-pong");

  private static final List<String> BOTH = List.of(OURS, GO);

  private PrimerCases() {}

  /** Returns all cases, in the order of the report. */
  public static List<Case> all() {
    List<Case> all = new ArrayList<>();
    ChannelCases.all().stream()
        .filter(subject -> OF_CHANNELS.contains(subject.name()))
        .map(subject -> new Case(subject.name(), subject.benchmark(), subject.params(), BOTH, true))
        .forEach(all::add);
    all.add(sum("sum of numbers, no channel", 0));
    all.add(sum("sum of numbers, a send for each", 1));
    all.add(sum("sum of numbers, a send for 1,000", 1_000));
    all.add(counters("two counters in one cache line", 1));
    all.add(counters("two counters apart", 16));
    return all;
  }

  private static Case sum(String name, int batch) {
    return new Case(name, SumOverChannel.class, Map.of("batch", String.valueOf(batch)), BOTH, true);
  }

  private static Case counters(String name, int distance) {
    return new Case(
        name, FalseSharing.class, Map.of("distance", String.valueOf(distance)), BOTH, true);
  }
}
