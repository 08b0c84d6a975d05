package dev.towpath.scope;

import dev.towpath.channel.stop.Need;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says what threads wait for that wait for each other. */
final class Words {
  /** How many are named that have not been seen at an end, and could come. */
  private static final int MOST = 3;

  private final Map<Thread, Need> party;

  /**
   * @param party all threads that wait
   */
  Words(Map<Thread, Need> party) {
    this.party = party;
  }

  /** One thread, what it waits for, and who could have brought that. */
  String of(Thread thread, Need need) {
    return need.ways().stream()
        .map(way -> way.what() + peers(thread, way))
        .collect(Collectors.joining(", or to ", name(thread) + " waits to ", ""));
  }

  private String peers(Thread self, Need.Way way) {
    if (way.peer().isEmpty()) {
      return "";
    }
    List<Thread> seen = way.peers();
    if (seen.size() == 1) {
      return ", whose only " + way.peer() + ' ' + state(seen.get(0));
    }
    if (seen.size() > 1) {
      return seen.stream()
          .map(this::state)
          .collect(Collectors.joining(", ", ", whose " + way.peer() + "s are stuck: ", ""));
    }
    return ", which has had no " + way.peer() + others(self, way);
  }

  /** Those that have not used the channel yet: who never uses both ends may be meant. */
  private String others(Thread self, Need.Way way) {
    List<Thread> fellows = way.fellows();
    List<Thread> others =
        party.keySet().stream()
            .filter(thread -> !thread.equals(self) && !fellows.contains(thread))
            .toList();
    return others.isEmpty() || others.size() > MOST
        ? ""
        : others.stream().map(this::state).collect(Collectors.joining(", ", ": ", ""));
  }

  private String state(Thread thread) {
    @Nullable Need need = party.get(thread);
    return name(thread)
        + (need == null
            ? " has ended"
            : " waits to "
                + need.ways().stream().map(Need.Way::what).collect(Collectors.joining(" or ")));
  }

  private static String name(Thread thread) {
    return "'" + Snapshot.nameOf(thread) + "'";
  }
}
