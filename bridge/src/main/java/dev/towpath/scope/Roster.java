package dev.towpath.scope;

import dev.towpath.channel.Channel;
import dev.towpath.channel.Receiver;
import dev.towpath.channel.Sender;
import dev.towpath.channel.watch.Flight;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who is at work in a {@link Scope}, and how it goes. Nobody is woken, interrupted or started in
 * here, and nothing foreign is called: that is left in a {@link Change} for the caller, once the
 * lock is free.
 *
 * <p>Whenever the lock is free:
 *
 * <ul>
 *   <li>{@code placed} has the tasks that were given a place and have not ended, {@code limit} of
 *       them at most, leaving out those in the background;
 *   <li>{@code waiting} is empty unless all places are taken, and when cancelled;
 *   <li>once cancelled no task begins and none makes its outcome public.
 * </ul>
 */
final class Roster {
  /** What became of a task that was forked. */
  enum Admission {
    /** The caller gives it a thread. */
    STARTS,
    WAITS,
    CANCELLED,
    CLOSED
  }

  /** How far it has come, for the owner. */
  enum Progress {
    RUNNING,
    ENDED,
    FAILED,
    CANCELLED
  }

  /** What {@link #state} returns. */
  record State(
      List<TaskList.Working> working,
      int waiting,
      List<Scope> children,
      int failures,
      boolean cancelled) {}

  private final ShortLock lock = new ShortLock();
  private final String name;
  private final Policy policy;
  private final int limit;
  private final boolean interrupting;
  private final Runnable wakeOwner;

  private final TaskList placed = new TaskList();
  private final Queue<Task<?>> waiting = new ArrayDeque<>();
  private final Failures failures = new Failures();
  private final Set<Scope> children = new HashSet<>();
  private @Nullable Throwable reason; // given by who cancelled
  private boolean cutShort; // a cancel kept a task from its outcome
  private boolean closed;
  private long cancelledAt; // System.nanoTime
  private @Nullable Sender<Void> watching; // of the owner, waiting for a change worth a look
  private @Nullable Channel<Void> done;

  // Written with the lock held, before what is in the change is carried out.
  private volatile boolean cancelled;
  private volatile boolean succeeded;

  /**
   * A roster without tasks.
   *
   * @param wakeOwner wakes the owner if it waits for anything but its tasks
   */
  Roster(ScopeOptions options, Runnable wakeOwner) {
    this.name = options.name;
    this.policy = options.policy;
    this.limit = options.limit;
    this.interrupting = options.interrupting;
    this.wakeOwner = wakeOwner;
  }

  boolean isCancelled() {
    return cancelled;
  }

  /** Whether waits of tasks must end. */
  boolean stopsTasks() {
    return cancelled && !interrupting;
  }

  /** Whether waits of the owner must end; not by a success, which it may go and fetch. */
  boolean stopsOwner() {
    return cancelled && !succeeded;
  }

  // ---- a task's life ----

  Admission admit(Task<?> task) {
    lock.lock();
    try {
      if (closed) {
        return Admission.CLOSED;
      }
      if (cancelled) {
        cutShort |= !task.background;
        return Admission.CANCELLED;
      }
      if (!task.background && placed.foreground() == limit) {
        waiting.add(task);
        return Admission.WAITS;
      }
      placed.add(task);
      return Admission.STARTS;
    } finally {
      lock.unlock();
    }
  }

  /** Tells whether a task that has a thread now may begin. */
  boolean begin(Task<?> task, Frame frame) {
    lock.lock();
    try {
      task.thread = frame.thread;
      task.frame = frame;
      if (!cancelled) {
        task.begin();
      }
      return !cancelled;
    } finally {
      lock.unlock();
    }
  }

  /** Takes back a task that got a place but no thread. */
  Change withdraw(Task<?> task) {
    return end(task, false, null);
  }

  /**
   * Ends a task that has run, or failed for want of a thread.
   *
   * @param thrown null if it threw nothing
   */
  Change end(Task<?> task, @Nullable Throwable thrown) {
    return end(task, true, thrown);
  }

  private Change end(Task<?> task, boolean counts, @Nullable Throwable thrown) {
    Change change = new Change();
    lock.lock();
    try {
      placed.remove(task);
      if (!cancelled && counts) {
        task.end();
        judge(task, thrown, change);
      } else if (thrown != null) {
        failures.addLate(thrown, reason);
      }
      if (!cancelled && !task.background) {
        change.start = waiting.poll();
        if (change.start != null) {
          placed.add(change.start);
        }
      }
      if (cancelled ? !closed || placed.isEmpty() : placed.foreground() == 0) {
        tellOwner(change);
      }
    } finally {
      lock.unlock();
    }
    return change;
  }

  private void judge(Task<?> task, @Nullable Throwable thrown, Change change) {
    if (thrown != null) {
      failures.add(thrown);
      if (policy == Policy.FIRST_FAILURE) {
        cancelNow(change);
      }
    } else if (policy == Policy.FIRST_SUCCESS && !task.background) {
      succeeded = true;
      cancelNow(change);
    }
  }

  // ---- the end ----

  /**
   * Cancels, if it is not.
   *
   * @param why null for no reason but that somebody wanted it
   */
  Change cancel(@Nullable Throwable why) {
    Change change = new Change();
    lock.lock();
    try {
      if (!cancelled) {
        reason = why;
        cancelNow(change);
        tellOwner(change);
      }
    } finally {
      lock.unlock();
    }
    return change;
  }

  /** Closes, and cancels what still runs. */
  Change close() {
    lock.lock();
    closed = true;
    lock.unlock();
    return cancel(null);
  }

  private void cancelNow(Change change) {
    cancelled = true;
    cancelledAt = System.nanoTime();
    cutShort |= placed.foreground() > 0; // who waits has one of those before it
    change.later(wakeOwner);
    placed.forEach(task -> stop(task, change));
    waiting.forEach(task -> change.later(task::giveUp));
    waiting.clear();
    Throwable cause = cause();
    if (!closed || !placed.isEmpty()) { // else it just ends
      change.later(() -> Flight.cancelled(name, cause));
    }
    children.forEach(child -> change.later(() -> child.cancel(cause)));
    if (done != null) {
      end(done.sender(), change);
    }
  }

  private void stop(Task<?> task, Change change) {
    Thread thread = task.thread;
    Frame frame = task.frame;
    if (thread != null && frame != null) { // else it has not begun, and will not
      change.later(interrupting ? () -> task.interrupt(thread) : frame::wake);
    }
  }

  private void end(Sender<Void> signal, Change change) {
    Throwable cause = cause();
    change.later(cause == null ? signal::close : () -> signal.fail(cause));
  }

  private void tellOwner(Change change) {
    if (watching != null) {
      change.later(watching::close);
      watching = null;
    }
  }

  /** What stands behind the cancel. */
  private @Nullable Throwable cause() {
    return reason == null && policy == Policy.FIRST_FAILURE ? failures.first() : reason;
  }

  // ---- what others ask ----

  Progress progress() {
    lock.lock();
    try {
      boolean failed = failures.first() != null;
      if (succeeded) {
        return Progress.ENDED;
      }
      if (policy == Policy.FIRST_FAILURE && failed) {
        return Progress.FAILED;
      }
      if (cancelled && cutShort) {
        return Progress.CANCELLED;
      }
      if (placed.foreground() > 0) {
        return Progress.RUNNING;
      }
      return policy == Policy.FIRST_SUCCESS && failed ? Progress.FAILED : Progress.ENDED;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Has the owner told of the next change worth a look.
   *
   * @param toEnd whether it waits for the end of all tasks, in a scope that is closed
   * @return what ends then; null if there is no need to wait
   */
  @Nullable Receiver<Void> watch(Channel<Void> change, boolean toEnd) {
    lock.lock();
    try {
      if (toEnd ? placed.isEmpty() : cancelled || placed.foreground() == 0) {
        return null;
      }
      watching = change.sender();
      return change.receiver();
    } finally {
      lock.unlock();
    }
  }

  /** Returns what ends with the cancel: the channel that is given, unless there is one already. */
  Receiver<Void> done(Channel<Void> fresh) {
    Change change = new Change();
    lock.lock();
    try {
      if (done == null) {
        done = fresh;
        if (cancelled) {
          end(fresh.sender(), change);
        }
      }
      return done.receiver();
    } finally {
      lock.unlock();
      change.wakeAll();
    }
  }

  /** Adds a nested scope; false if it must be cancelled at once. */
  boolean addChild(Scope child) {
    lock.lock();
    try {
      return !cancelled && children.add(child);
    } finally {
      lock.unlock();
    }
  }

  void removeChild(Scope child) {
    boolean unused = read(() -> children.remove(child));
  }

  List<Throwable> failures() {
    return read(failures::all);
  }

  @Nullable Throwable firstFailure() {
    return read(failures::first);
  }

  /** Returns what stands behind the cancel, or null. */
  @Nullable Throwable whyCancelled() {
    return read(this::cause);
  }

  /** Nanoseconds since the cancel. */
  long sinceCancel() {
    return System.nanoTime() - read(() -> cancelledAt);
  }

  private <R extends @Nullable Object> R read(Supplier<R> field) {
    lock.lock();
    try {
      return field.get();
    } finally {
      lock.unlock();
    }
  }

  /** Returns the tasks that run on, each once. */
  List<TaskList.Straggler> stragglers() {
    return read(placed::stragglers);
  }

  /** Returns who is at work and how it goes, at one instant. */
  State state() {
    return read(() ->
        new State(
            placed.working(),
            waiting.size(),
            List.copyOf(children),
            failures.all().size(),
            cancelled));
  }

  @Override
  public String toString() {
    return read(() ->
        "("
            + placed.size()
            + " running"
            + (waiting.isEmpty() ? "" : ", " + waiting.size() + " waiting")
            + (cancelled ? ", cancelled)" : ")"));
  }
}
