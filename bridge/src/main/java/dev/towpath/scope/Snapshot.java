package dev.towpath.scope;

import dev.towpath.channel.stop.Stop;
import dev.towpath.channel.watch.End;
import dev.towpath.channel.watch.Ledger;
import dev.towpath.scope.Lines.OfChannel;
import dev.towpath.scope.Lines.OfExecutor;
import dev.towpath.scope.Lines.OfScope;
import dev.towpath.scope.Lines.OfTask;
import dev.towpath.scope.Lines.OfThread;
import dev.towpath.scope.Lines.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The scopes that are open in this JVM, their tasks, the executors that have not terminated, and
 * which threads wait on what: channels with their numbers, selects, awaits and joins. Take one when
 * a program hangs, and print it, or merge it into a thread dump.
 *
 * <p>Scopes, tasks and executors are known at any time, at no cost. Waits, and the channels that
 * they are on (leaving out those that never had a value or room for one), are known from {@link
 * #recordWaits} on, or always with the system property {@code dev.towpath.recordWaits} set to true;
 * recording costs a wait that suspends some tens of nanoseconds, and nothing is recorded otherwise.
 *
 * <p>A snapshot is taken while the program runs: each scope is seen at one instant, not all at the
 * same. It holds text only.
 */
public final class Snapshot {
  private final Lines lines =
      new Lines(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());

  private Snapshot() {}

  /** Takes a snapshot. Does not wait. */
  public static Snapshot take() {
    Snapshot snapshot = new Snapshot();
    Map<Thread, Waiting> waits = snapshot.waits();
    Map<Scope, List<Scope>> children = new LinkedHashMap<>();
    Set<Scope> roots = new LinkedHashSet<>();
    for (Stop stop : Stop.all().values()) {
      Frame innermost = stop instanceof Frame inScope ? inScope : null;
      for (Frame frame = innermost; frame != null; frame = frame.outer) {
        addWithParents(frame.scope, children, roots);
      }
    }
    roots.forEach(root -> snapshot.add(root, 0, children, waits));
    Dispatches.all().forEach(executor -> snapshot.add(executor, waits));
    waits.forEach((thread, waiting) -> snapshot.lines.threads().add(line(thread, waiting)));
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

  /** Notes the channels on which threads wait, and returns the waits. */
  private Map<Thread, Waiting> waits() {
    Map<Thread, Waiting> waits = new LinkedHashMap<>();
    Map<Long, OfChannel> channels = new TreeMap<>();
    for (Ledger.Entry entry : Ledger.entries()) {
      if (entry.isWait()) {
        waits.put(entry.thread(), new Waiting(entry.what(), Duration.ofNanos(entry.age())));
        for (End end : entry.ends()) {
          channels.merge(end.id(), onlyOn(end), Snapshot::together);
        }
      }
    }
    channels.values().removeIf(channel -> channel.end().capacity() + channel.end().sent() == 0);
    lines.channels().addAll(channels.values());
    return waits;
  }

  private static OfChannel onlyOn(End end) {
    return new OfChannel(end, end.sending() ? 1 : 0, end.sending() ? 0 : 1);
  }

  private static OfChannel together(OfChannel some, OfChannel more) {
    return new OfChannel(
        more.end(),
        some.sendersWaiting() + more.sendersWaiting(),
        some.receiversWaiting() + more.receiversWaiting());
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
    List<OfTask> tasks = new ArrayList<>();
    for (TaskList.Working working : state.working()) {
      Thread thread = working.thread();
      tasks.add(
          new OfTask(
              working.task(),
              thread == null ? 0 : thread.threadId(),
              working.background(),
              thread == null ? null : waits.remove(thread)));
    }
    Scope parent = parentOf(scope);
    lines
        .scopes()
        .add(
            new OfScope(
                scope.name,
                parent == null ? null : parent.name,
                nameOf(scope.owner),
                scope.owner.threadId(),
                depth == 0 ? waits.remove(scope.owner) : null,
                state,
                tasks,
                depth));
    children
        .getOrDefault(scope, List.of())
        .forEach(child -> add(child, depth + 1, children, waits));
  }

  private void add(Dispatch executor, Map<Thread, Waiting> waits) {
    List<OfThread> threads = new ArrayList<>();
    for (Thread thread : executor.threads()) {
      threads.add(line(thread, waits.remove(thread)));
    }
    lines
        .executors()
        .add(new OfExecutor(executor.name(), executor.counts(), executor.isShut(), threads));
  }

  private static OfThread line(Thread thread, @Nullable Waiting waiting) {
    return new OfThread(nameOf(thread), thread.threadId(), waiting);
  }

  static String nameOf(Thread thread) {
    return thread.getName().isEmpty() ? "#" + thread.threadId() : thread.getName();
  }

  /** Returns it as indented text, one line a scope, task, executor, waiting thread or channel. */
  @Override
  public String toString() {
    return lines.toText();
  }

  /**
   * Returns it as JSON: {@code scopes} with name, parent, owner, numbers and {@code tasks}; {@code
   * executors} with name, numbers and {@code threads}; {@code threads} that wait outside of both;
   * and {@code channels} with their numbers. A {@code waits} has {@code what} and {@code nanos}.
   * Scopes and tasks have the names that a thread dump of the JDK has for their threads.
   */
  public String toJson() {
    return LinesJson.of(lines);
  }

  /**
   * Returns a thread dump of the JDK with this snapshot in it: each thread that is known here has a
   * member {@code towpath} beside its stack, with its scope and task, or its executor, and what it
   * waits for; and the whole has one with all of {@link #toJson}.
   *
   * @param threadDump of this JVM, taken at about the same time: by {@code jcmd <pid>
   *     Thread.dump_to_file -format=json <file>}, or by {@code dumpThreads} of the {@code
   *     HotSpotDiagnosticMXBean}. On JDK 25 such a dump can crash the JVM if a virtual thread is
   *     just being mounted (JDK-8364343)
   * @throws IllegalArgumentException if it is not a thread dump in JSON
   */
  public String mergedInto(String threadDump) {
    Objects.requireNonNull(threadDump, "thread dump is null");
    return ThreadDump.merged(threadDump, LinesJson.byThread(lines), toJson());
  }
}
