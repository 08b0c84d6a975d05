package dev.towpath.scope;

import dev.towpath.channel.stop.Need;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The threads of a scope and of those opened inside, and what each needs. First all threads are
 * gathered, then all needs are read: so whoever came and went in between has left its traces in the
 * needs.
 */
final class Party {
  /** How many lines are written; who has more is helped by the first. */
  private static final int LINES = 40;

  private final Set<Scope> scopes = new HashSet<>();
  private final Map<Frame, @Nullable Need> needs = new LinkedHashMap<>();
  private final Map<Scope, Integer> crowded = new LinkedHashMap<>();
  private boolean complete = true;

  private Party() {}

  /** Looks at a scope now. */
  static Party of(Scope scope) {
    Party party = new Party();
    party.gather(scope);
    party.needs.replaceAll((frame, none) -> frame.need());
    return party;
  }

  private void gather(Scope scope) {
    Roster.State state = scope.roster.state();
    scopes.add(scope);
    needs.put(scope.frame.base, null);
    for (TaskList.Working working : state.working()) {
      complete &= working.frame() != null; // else it is about to begin
      if (working.frame() != null) {
        needs.put(working.frame(), null);
      }
    }
    if (state.waiting() > 0) {
      crowded.put(scope, state.waiting());
    }
    state.children().forEach(this::gather);
  }

  /** Whether all wait for what only one of them could bring. */
  boolean isStuck() {
    return complete && needs.values().stream().allMatch(this::isUnmet);
  }

  private boolean isUnmet(@Nullable Need need) {
    return need != null && need.ways().stream().allMatch(this::isInside) && !need.isMet();
  }

  private boolean isInside(Need.Way way) {
    return way.keeper() instanceof ScopeKeeper kept && scopes.contains(kept.scope);
  }

  /** Says what each thread waits for, one line each. */
  String inWords() {
    Map<Thread, Need> threads = new LinkedHashMap<>();
    needs.forEach((frame, need) -> {
      if (need != null) {
        threads.put(frame.thread, need);
      }
    });
    Words words = new Words(threads);
    List<String> lines = new ArrayList<>();
    threads.forEach((thread, need) -> lines.add(words.of(thread, need)));
    crowded.forEach((scope, waiting) ->
        lines.add(
            waiting + " of scope '" + scope.name + "' have not begun: all its places are taken"));
    int more = lines.size() - LINES;
    return lines.stream()
        .limit(LINES)
        .collect(Collectors.joining("\n  ", "\n  ", more > 0 ? "\n  and " + more + " more" : ""));
  }

  /** Whether the same threads are here and wait for the same. */
  boolean isSameAs(Party other) {
    return scopes.equals(other.scopes) && needs.equals(other.needs);
  }
}
