package dev.towpath.scope;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The tasks that have a place, linked through themselves. Guarded by the lock of its Roster. */
final class TaskList {
  /** A task that was cancelled and runs on. */
  record Straggler(Task<?> task, Thread thread) {}

  /** A task that has a place; without thread and frame if it has not begun. */
  record Working(String task, boolean background, @Nullable Thread thread, @Nullable Frame frame) {}

  private @Nullable Task<?> first;
  private int foreground;
  private int background;

  boolean isEmpty() {
    return first == null;
  }

  int size() {
    return foreground + background;
  }

  /** How many are not in the background. */
  int foreground() {
    return foreground;
  }

  void add(Task<?> task) {
    Task<?> head = first;
    task.next = head;
    if (head != null) {
      head.previous = task;
    }
    first = task;
    count(task, 1);
  }

  void remove(Task<?> task) {
    Task<?> before = task.previous;
    Task<?> after = task.next;
    if (before == null) {
      first = after;
    } else {
      before.next = after;
    }
    if (after != null) {
      after.previous = before;
    }
    task.previous = null;
    task.next = null;
    task.thread = null;
    task.frame = null;
    count(task, -1);
  }

  void forEach(Consumer<Task<?>> action) {
    for (Task<?> task = first; task != null; task = task.next) {
      action.accept(task);
    }
  }

  /** Returns the tasks that run on, each once. */
  List<Straggler> stragglers() {
    List<Straggler> found = new ArrayList<>();
    forEach(task -> {
      if (!task.reported && task.thread != null) {
        task.reported = true;
        found.add(new Straggler(task, task.thread));
      }
    });
    return found;
  }

  List<Working> working() {
    List<Working> working = new ArrayList<>();
    forEach(
        task -> working.add(new Working(task.name(), task.background, task.thread, task.frame)));
    return working;
  }

  private void count(Task<?> task, int change) {
    if (task.background) {
      background += change;
    } else {
      foreground += change;
    }
  }
}
