package dev.towpath.scope;

import dev.towpath.channel.stop.Stop;
import dev.towpath.channel.watch.Ledger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The scopes that are open in this JVM, their tasks, and which threads wait on what: channels with
 * how full they are, selects, awaits and joins. Take one when a program hangs, and print it.
 *
 * <p>Scopes and tasks are known at any time, at no cost. Waits are known from {@link #recordWaits}
 * on, or always with the system property {@code dev.towpath.recordWaits} set to true; recording
 * costs a wait that suspends some tens of nanoseconds, and nothing is recorded otherwise.
 *
 * <p>A snapshot is taken while the program runs: each scope is seen at one instant, not all at the
 * same. It holds text only.
 */
public final class Snapshot {
  /**
   * A wait of a thread.
   *
   * @param what for what, with the names of the channels
   * @param since how long it has waited
   */
  private record Waiting(String what, Duration since) {}

  private record TaskLine(String name, boolean background, @Nullable Waiting waits) {}

  private record ScopeLine(
      String name,
      @Nullable String parent,
      String owner,
      @Nullable Waiting ownerWaits,
      Roster.State state,
      List<TaskLine> tasks,
      int depth) {}

  private record ThreadLine(String name, Waiting waits) {}

  private final List<ScopeLine> scopes = new ArrayList<>();
  private final List<ThreadLine> others = new ArrayList<>();

  private Snapshot() {}

  /** Takes a snapshot. Does not wait. */
  public static Snapshot take() {
    Snapshot snapshot = new Snapshot();
    Map<Thread, Waiting> waits = waits();
    Map<Scope, List<Scope>> children = new LinkedHashMap<>();
    Set<Scope> roots = new LinkedHashSet<>();
    for (Stop stop : Stop.all().values()) {
      Frame innermost = stop instanceof Frame inScope ? inScope : null;
      for (Frame frame = innermost; frame != null; frame = frame.outer) {
        addWithParents(frame.scope, children, roots);
      }
    }
    roots.forEach(root -> snapshot.add(root, 0, children, waits));
    waits.forEach(
        (thread, waiting) -> snapshot.others.add(new ThreadLine(nameOf(thread), waiting)));
    return snapshot;
  }

  /**
   * Records which threads wait from now on. Those that wait already are not seen.
   *
   * @return what ends it when closed
   */
  public static Recording recordWaits() {
    return new Recording();
  }

  /** While it is open, waits are recorded. */
  public static final class Recording implements AutoCloseable {
    private boolean closed;

    private Recording() {
      Ledger.look();
    }

    /** Ends it; does nothing the second time. To be called by one thread at a time. */
    @Override
    public void close() {
      if (!closed) {
        closed = true;
        Ledger.lookAway();
      }
    }
  }

  private static Map<Thread, Waiting> waits() {
    Map<Thread, Waiting> waits = new LinkedHashMap<>();
    for (Ledger.Entry entry : Ledger.entries()) {
      if (entry.isWait()) {
        waits.put(entry.thread(), new Waiting(entry.what(), Duration.ofNanos(entry.age())));
      }
    }
    return waits;
  }

  private static void addWithParents(
      Scope scope, Map<Scope, List<Scope>> children, Set<Scope> roots) {
    if (children.containsKey(scope)) {
      return;
    }
    children.put(scope, new ArrayList<>());
    Scope parent = parentOf(scope);
    if (parent == null) {
      roots.add(scope);
    } else {
      addWithParents(parent, children, roots);
      children.computeIfAbsent(parent, known -> new ArrayList<>()).add(scope);
    }
  }

  private static @Nullable Scope parentOf(Scope scope) {
    Frame outer = scope.frame.outer;
    return outer == null ? null : outer.scope;
  }

  private void add(
      Scope scope, int depth, Map<Scope, List<Scope>> children, Map<Thread, Waiting> waits) {
    Roster.State state = scope.roster.state();
    List<TaskLine> tasks = new ArrayList<>();
    for (TaskList.Working working : state.working()) {
      Waiting waiting = working.thread() == null ? null : waits.remove(working.thread());
      tasks.add(new TaskLine(working.task(), working.background(), waiting));
    }
    Scope parent = parentOf(scope);
    scopes.add(
        new ScopeLine(
            scope.name,
            parent == null ? null : parent.name,
            nameOf(scope.owner),
            depth == 0 ? waits.remove(scope.owner) : null,
            state,
            tasks,
            depth));
    children
        .getOrDefault(scope, List.of())
        .forEach(child -> add(child, depth + 1, children, waits));
  }

  static String nameOf(Thread thread) {
    return thread.getName().isEmpty() ? "#" + thread.threadId() : thread.getName();
  }

  /** Returns it as indented text, one line a scope, task or waiting thread. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (ScopeLine scope : scopes) {
      String indent = "  ".repeat(scope.depth);
      text.append(indent).append("scope '").append(scope.name).append("' of thread '");
      text.append(scope.owner).append("': ").append(scope.tasks.size()).append(" running, ");
      text.append(scope.state.waiting()).append(" waiting for a place, ");
      text.append(scope.state.failures()).append(" failed");
      text.append(scope.state.cancelled() ? ", cancelled" : "");
      appendWait(text, scope.ownerWaits, "; its owner waits: ").append('\n');
      for (TaskLine task : scope.tasks) {
        text.append(indent).append("  task '").append(task.name).append('\'');
        text.append(task.background ? " in the background" : "");
        appendWait(text, task.waits, " waits: ").append('\n');
      }
    }
    for (ThreadLine thread : others) {
      text.append("thread '").append(thread.name).append('\'');
      appendWait(text, thread.waits, " waits: ").append('\n');
    }
    return text.toString();
  }

  private static StringBuilder appendWait(
      StringBuilder text, @Nullable Waiting waiting, String words) {
    return waiting == null
        ? text
        : text.append(words).append(waiting.what).append(", since ").append(waiting.since);
  }

  /**
   * Returns it as JSON: {@code scopes} with name, parent, owner, numbers and {@code tasks}, and
   * {@code threads} that wait outside all scopes. A {@code waits} has {@code what} and {@code
   * nanos}. Scopes and tasks have the names that a thread dump of the JDK has for their threads.
   */
  public String toJson() {
    Json json = new Json().open('{').key("scopes").open('[');
    for (ScopeLine scope : scopes) {
      json.open('{').text("name", scope.name).text("parent", scope.parent);
      json.text("owner", scope.owner).number("waiting", scope.state.waiting());
      json.number("failures", scope.state.failures());
      json.bool("cancelled", scope.state.cancelled());
      appendWait(json, scope.ownerWaits).key("tasks").open('[');
      for (TaskLine task : scope.tasks) {
        json.open('{').text("name", task.name).bool("background", task.background);
        appendWait(json, task.waits).close('}');
      }
      json.close(']').close('}');
    }
    json.close(']').key("threads").open('[');
    for (ThreadLine thread : others) {
      appendWait(json.open('{').text("name", thread.name), thread.waits).close('}');
    }
    return json.close(']').close('}').toString();
  }

  private static Json appendWait(Json json, @Nullable Waiting waiting) {
    return waiting == null
        ? json
        : json.key("waits")
            .open('{')
            .text("what", waiting.what)
            .number("nanos", waiting.since.toNanos())
            .close('}');
  }
}
