package dev.towpath.scope;

import dev.towpath.channel.BlockingGuard;
import dev.towpath.channel.Deadline;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * An {@link ExecutorService} of virtual threads with two bounds: so many tasks run at most, and so
 * many wait at most, before a thread is made for them. Each task has a thread of its own, so there
 * is nothing to keep warm, and nothing that one task leaves to the next.
 *
 * <p>
 *
 * {@snippet :
 * try (BoundedExecutor orders = BoundedExecutor.of(8, 100)) {   // was newFixedThreadPool(8)
 *   for (Order order : incoming) {
 *     orders.execute(() -> ship(order));                        // waits while 100 wait
 *   }
 * }                                                             // waits until all are shipped
 * }
 *
 * <p><b>What waits.</b> A submit when it is full, unless {@link WhenFull} says otherwise; {@code
 * get} of its futures, {@code invokeAll}, {@code invokeAny}, {@code awaitTermination} and {@code
 * close}. All of them wait as channels do: they leave a foreign runtime's context free, and are
 * refused with an {@link IllegalStateException} on a thread that must not wait, see {@link
 * BlockingGuard}. Where nothing would wait, an event loop may submit.
 *
 * <p><b>A task never waits for its own executor</b>, which could wait for ever then. A task that
 * submits when it is full, with {@code WAIT}, runs the new task itself; so does one that calls
 * {@code get}, without a time limit, of a task that has not begun. {@code close} by a task is
 * refused.
 *
 * <p><b>Every task is accounted for.</b> One that is not taken on is told with a {@link
 * RejectedExecutionException}; one that is taken on runs, or its future is cancelled, or {@link
 * #shutdownNow} gives it back. {@link #counts} has the numbers.
 *
 * <p>Tasks carry the context of the thread that submits them, as the bodies of bridges do. What a
 * task given to {@code execute} throws goes to its thread's uncaught-exception handler. Actions
 * before a submit happen before the task, and these before {@code get} returns.
 */
public final class BoundedExecutor implements ExecutorService {
  /** What a submit does when as many tasks wait as may. */
  public enum WhenFull {
    /** Waits for room, as long as {@link Builder#waitLimit} allows. */
    WAIT,
    /** Throws {@link RejectedExecutionException}. */
    ABORT,
    /** Runs the task itself, on the submitting thread, beside those that run here. */
    CALLER_RUNS,
    /** Discards the task that waits longest, and lets this one wait. */
    DISCARD_OLDEST,
    /** Discards this task. */
    DISCARD_NEWEST;

    /** Whether it may keep the submitting thread. */
    boolean keepsSubmitter() {
      return this == WAIT || this == CALLER_RUNS;
    }
  }

  /**
   * What goes on and what became of the tasks, at one instant.
   *
   * @param running tasks that have a thread
   * @param waiting tasks that have none yet
   * @param submitting threads that wait for room
   * @param completed tasks that have run, whatever their outcome, also those that a caller ran
   * @param rejected submits that threw {@link RejectedExecutionException}
   * @param discarded tasks taken on that never ran: discarded, cancelled in time, or given back by
   *     {@code shutdownNow}
   * @param oldestWait how long the task that comes next has waited, its submitter's wait for room
   *     included; zero if none waits
   */
  public record Counts(
      int running,
      int waiting,
      int submitting,
      long completed,
      long rejected,
      long discarded,
      Duration oldestWait) {}

  private final Dispatch dispatch;

  private BoundedExecutor(Builder builder) {
    this.dispatch = new Dispatch(builder);
  }

  /**
   * Returns an executor whose submitters wait for room.
   *
   * @param running how many tasks run at most, 1 or more
   * @param waiting how many wait at most, 0 or more
   * @throws IllegalArgumentException if a number is too small
   */
  public static BoundedExecutor of(int running, int waiting) {
    return builder(running, waiting).build();
  }

  /**
   * Starts the description of an executor; without further words its submitters wait for room as
   * long as it takes, and get it in the order in which they came.
   *
   * @param running how many tasks run at most, 1 or more
   * @param waiting how many wait at most, 0 or more; {@link Integer#MAX_VALUE} if memory is the
   *     only bound
   * @throws IllegalArgumentException if a number is too small
   */
  public static Builder builder(int running, int waiting) {
    return new Builder(running, waiting);
  }

  /** Returns the name given to the builder, or {@code "executor"}. */
  public String name() {
    return dispatch.name();
  }

  /** Returns what goes on and what became of the tasks so far, at one instant. */
  public Counts counts() {
    return dispatch.counts();
  }

  /**
   * Runs a task on a virtual thread of its own: now, or when its turn has come.
   *
   * @param task what to run
   * @throws RejectedExecutionException if it is shut down; if it is full, depending on {@link
   *     WhenFull}; if the time limit of a wait for room was up first; if interrupted while waiting,
   *     with the {@link InterruptedException} as its cause and the interrupt flag set
   * @throws IllegalStateException if a submit may keep its thread, depending on {@link WhenFull},
   *     and the calling thread must not wait
   */
  @Override
  public void execute(Runnable task) {
    Objects.requireNonNull(task, "task is null");
    dispatch.submit(dispatch.work(task));
  }

  @Override
  public <T> Future<T> submit(Callable<T> task) {
    Objects.requireNonNull(task, "task is null");
    FutureWork<T> work = dispatch.work(task);
    dispatch.submit(work);
    return work;
  }

  @Override
  public <T> Future<T> submit(Runnable task, T result) {
    return submit(Executors.callable(task, result));
  }

  @Override
  public Future<?> submit(Runnable task) {
    return submit(Executors.callable(task));
  }

  @Override
  public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks)
      throws InterruptedException {
    return new Invocation<T>(dispatch, null).all(tasks);
  }

  @Override
  public <T> List<Future<T>> invokeAll(
      Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
      throws InterruptedException {
    return new Invocation<T>(dispatch, Invocation.deadline(timeout, unit)).all(tasks);
  }

  @Override
  public <T> T invokeAny(Collection<? extends Callable<T>> tasks)
      throws InterruptedException, ExecutionException {
    try {
      return new Invocation<T>(dispatch, null).any(tasks);
    } catch (TimeoutException e) {
      throw new AssertionError("292 years have passed", e);
    }
  }

  @Override
  public <T> T invokeAny(Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    return new Invocation<T>(dispatch, Invocation.deadline(timeout, unit)).any(tasks);
  }

  /** Takes on no more tasks; those taken on still run. Submitters that wait are rejected. */
  @Override
  public void shutdown() {
    dispatch.shut();
  }

  /**
   * Takes on no more tasks, interrupts those that run, and starts none of those that wait. Does not
   * wait.
   *
   * @return those that waited, in the order in which they would have begun: what {@code execute}
   *     was given, or the futures that {@code submit} returned. They can still be run, by the
   *     caller; a future that is neither run nor cancelled keeps its waiters waiting
   */
  @Override
  public List<Runnable> shutdownNow() {
    return dispatch.stop().stream().map(Work::task).toList();
  }

  @Override
  public boolean isShutdown() {
    return dispatch.isShut();
  }

  @Override
  public boolean isTerminated() {
    return dispatch.isOver();
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    return dispatch.awaitOver("awaitTermination", Invocation.deadline(timeout, unit));
  }

  /**
   * Takes on no more tasks and waits until all that were taken on have ended. An interrupt, or the
   * cancel of the scope in which this is called, interrupts those that run and cancels those that
   * wait; this still waits for the end, and leaves the interrupt flag as it then is.
   *
   * @throws IllegalStateException if called by a task of this executor, which would wait for
   *     itself, or on a thread that must not wait; it is shut down then all the same
   */
  @Override
  public void close() {
    shutdown();
    dispatch.checkNotOwn("close");
    new EndWait(dispatch).untilOver();
  }

  /**
   * As {@link #close()}, for a limited time: when it is up, tasks that run are interrupted, those
   * that wait are cancelled, and this returns after a time of grace at most.
   *
   * @param limit how long tasks may go on undisturbed; zero or less: not at all
   * @param grace how long to wait then for those that run
   * @return the threads of the tasks that have not ended by then, named after this executor, whose
   *     stack traces tell where they hang; empty if all have
   * @throws InterruptedException if interrupted before or while waiting; all tasks are interrupted
   *     or cancelled then
   * @throws IllegalStateException as {@link #close()} does
   */
  public List<Thread> close(Duration limit, Duration grace) throws InterruptedException {
    Objects.requireNonNull(grace, "grace is null");
    Deadline end = Deadline.in(limit);
    shutdown();
    dispatch.checkNotOwn("close");
    boolean ended = false;
    try {
      ended = dispatch.awaitOver("close", end);
    } finally {
      if (!ended) {
        dispatch.cancelAll();
      }
    }
    return ended || dispatch.awaitOver("close", Deadline.in(grace))
        ? List.of()
        : dispatch.threads();
  }

  /** Returns the name, and how many run and wait. */
  @Override
  public String toString() {
    return dispatch.toString();
  }

  /** The description of an executor. Not safe for use by several threads. */
  public static final class Builder {
    final int running;
    final int waiting;
    String name = "executor";
    WhenFull whenFull = WhenFull.WAIT;
    Duration waitLimit = Duration.ofNanos(Long.MAX_VALUE);
    boolean fair = true;
    boolean interrupts = true;
    boolean guarded;
    Consumer<? super Runnable> onDiscarded = task -> {};

    private Builder(int running, int waiting) {
      if (running < 1) {
        throw new IllegalArgumentException("running < 1: " + running);
      }
      if (waiting < 0) {
        throw new IllegalArgumentException("waiting < 0: " + waiting);
      }
      this.running = running;
      this.waiting = waiting;
    }

    /**
     * Names the executor, and its threads after it.
     *
     * @param name any text
     */
    public Builder name(String name) {
      this.name = Objects.requireNonNull(name, "executor name is null");
      return this;
    }

    /**
     * Sets what a submit does when it is full; {@link WhenFull#WAIT} by default.
     *
     * @param whenFull the policy
     */
    public Builder whenFull(WhenFull whenFull) {
      this.whenFull = Objects.requireNonNull(whenFull, "policy is null");
      return this;
    }

    /**
     * Sets how long a submit waits for room, with {@link WhenFull#WAIT}; then it is rejected. A
     * task that was taken on has no limit of its own here: give it a {@link Deadline}.
     *
     * @param limit how long; zero or less does not wait. Without limit by default
     */
    public Builder waitLimit(Duration limit) {
      this.waitLimit = Objects.requireNonNull(limit, "time limit is null");
      return this;
    }

    /**
     * Sets whether submitters that wait get room in the order in which they came, which is so by
     * default. If not, a submit that comes when there is room may be quicker than one that was
     * called because of it. Tasks that were taken on begin in order in any case.
     *
     * @param fair whether nobody is overtaken
     */
    public Builder fair(boolean fair) {
      this.fair = fair;
      return this;
    }

    /**
     * Cancels without an interrupt, for code that would close a {@code FileChannel} or a socket
     * that others share. {@code Future.cancel(true)}, {@code shutdownNow} and the {@code close}
     * forms then only end the waits of running tasks in channels, selects, awaits and joins, which
     * throw a {@link java.util.concurrent.CancellationException}, and cancel the scope in which the
     * task stands. Other code asks whether its future {@linkplain Future#isCancelled is cancelled},
     * or the executor shut down.
     */
    public Builder withoutInterrupt() {
      this.interrupts = false;
      return this;
    }

    /**
     * Has each submit ask the {@link ForkGuard}s first, as forks do. Not so by default: who submits
     * from inside a transaction often means what it does not have, as with any other executor.
     */
    public Builder withForkGuards() {
      this.guarded = true;
      return this;
    }

    /**
     * Sets who is told of tasks that {@link WhenFull#DISCARD_OLDEST} or {@link
     * WhenFull#DISCARD_NEWEST} discard, or an interrupted or timed {@code close}: once each, with
     * what {@code execute} was given or the future that {@code submit} returned, which is cancelled
     * by then. Runs on the thread that discards; what it throws goes to that thread's
     * uncaught-exception handler.
     *
     * @param onDiscarded must not wait
     */
    public Builder onDiscarded(Consumer<? super Runnable> onDiscarded) {
      this.onDiscarded = Objects.requireNonNull(onDiscarded, "onDiscarded is null");
      return this;
    }

    /**
     * Makes the executor.
     *
     * @throws IllegalArgumentException if {@link WhenFull#DISCARD_OLDEST} is asked where none may
     *     wait, and so none could be discarded
     */
    public BoundedExecutor build() {
      if (whenFull == WhenFull.DISCARD_OLDEST && waiting == 0) {
        throw new IllegalArgumentException("DISCARD_OLDEST needs waiting >= 1: 0");
      }
      return new BoundedExecutor(this);
    }
  }
}
