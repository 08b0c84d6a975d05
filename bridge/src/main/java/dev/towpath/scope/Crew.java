package dev.towpath.scope;

import dev.towpath.channel.stop.Stop;
import dev.towpath.channel.watch.Flight;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** The threads of a scope: makes them, runs the tasks on them, and carries out what changes. */
final class Crew {
  private final Scope scope;
  private final Roster roster;
  private final @Nullable ThreadFactory threads;

  Crew(Scope scope, Roster roster, @Nullable ThreadFactory threads) {
    this.scope = scope;
    this.roster = roster;
    this.threads = threads;
  }

  /**
   * Starts a task that has just got its place; if that fails it is as if it had not been forked.
   */
  void start(Task<?> task) {
    try {
      startThread(task);
    } catch (Throwable t) {
      carryOut(roster.withdraw(task));
      task.giveUp();
      throw t;
    }
  }

  /** Does what a change has left to do. A task that cannot be started fails with the reason. */
  void carryOut(Change change) {
    change.wakeAll();
    Task<?> next = change.start;
    while (next != null) {
      next = startedOrNext(next);
    }
  }

  /** Returns what is to be started instead, or null. */
  private @Nullable Task<?> startedOrNext(Task<?> task) {
    try {
      startThread(task);
      return null;
    } catch (Throwable t) { // nobody is here who could catch it
      task.fail(t);
      task.giveUp();
      Change change = roster.end(task, t);
      change.wakeAll();
      return change.start;
    }
  }

  private void startThread(Task<?> task) {
    Object ready = Flight.beginReady();
    Runnable body =
        () -> {
          Flight.endReady(ready, "its start");
          run(task);
        };
    Thread thread =
        threads == null
            ? Thread.ofVirtual().name(task.name()).unstarted(body)
            : Objects.requireNonNull(threads.newThread(body), "the thread factory gave none");
    thread.start();
  }

  private void run(Task<?> task) {
    Frame frame = new Frame(scope, roster::stopsTasks, null);
    boolean begun = false;
    Throwable thrown = null;
    Stop.setCurrent(frame);
    Object event = Flight.beginTask();
    try {
      begun = roster.begin(task, frame);
      if (begun) {
        thrown = task.run();
      }
      Stop.closeUntil(frame);
    } finally {
      Stop.setCurrent(null);
      Flight.endTask(event, scope.name, task.name());
      leave(task, begun, thrown);
      frame.lookForDeadlocks();
    }
    if (thrown instanceof VirtualMachineError error) {
      throw error;
    }
  }

  private void leave(Task<?> task, boolean begun, @Nullable Throwable thrown) {
    if (begun) {
      carryOut(roster.end(task, thrown));
    } else {
      task.giveUp();
      carryOut(roster.withdraw(task));
    }
  }
}
