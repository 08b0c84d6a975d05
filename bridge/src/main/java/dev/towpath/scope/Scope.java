package dev.towpath.scope;

import dev.towpath.channel.BlockingGuard;
import dev.towpath.channel.BridgeException;
import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.Channel;
import dev.towpath.channel.Producer;
import dev.towpath.channel.Receiver;
import dev.towpath.channel.Sender;
import dev.towpath.channel.stop.Stop;
import dev.towpath.channel.watch.Flight;
import dev.towpath.channel.watch.Ledger;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Virtual threads with an owner. The thread that opens a scope forks tasks, joins them and closes
 * the scope; no task outlives it. The first task to fail cancels the others, unless the scope has
 * another {@link Policy}.
 *
 * <p>
 *
 * {@snippet :
 * try (Scope scope = Scope.open()) {
 *   Task<Price> price = scope.fork(() -> lookUp(id));
 *   Task<Stock> stock = scope.fork(() -> count(id));
 *   scope.join();                                  // waits for both, throws the first failure
 *   return new Offer(price.get(), stock.get());
 * }                                                // whatever still runs is interrupted and waited for
 * }
 *
 * <p>A <em>cancel</em> comes from the policy, from {@link #cancel}, from {@link #close}, or with
 * the cancel of the scope in whose body or task this one was opened. The tasks are then
 * interrupted, or only told if the scope was built {@linkplain ScopeOptions#withoutInterrupt()
 * without interrupt}; what waits for a place or is forked later never begins; {@link #done} ends.
 * The owner, whose body runs on its own thread, is not interrupted: from then on its waits in
 * channels, selects and awaits throw what {@link #join()} throws, until it has left the scope. Only
 * the success under {@link Policy#FIRST_SUCCESS} lets it go on.
 *
 * <p>A scope that is left open inside another or inside a task is closed with that. Works on Java
 * 21 and later and needs no preview. Names are those of {@code StructuredTaskScope}.
 */
public final class Scope implements AutoCloseable {
  private static final Duration FOREVER = Duration.ofSeconds(Long.MAX_VALUE);

  private final ScopeOptions options;
  final String name;
  final Roster roster;
  private final Crew crew;
  private final OwnerWaits waits;
  final Thread owner = Thread.currentThread();
  final Frame frame;
  final Scope root; // the outermost around it
  private final ScopeKeeper keeper = new ScopeKeeper(this);
  volatile @Nullable Deadlocks deadlocks; // of the root: set once one in the tree keeps a channel
  private final Ledger.@Nullable Entry entry;
  private final AtomicInteger forked = new AtomicInteger(); // tasks without a name of their own
  private boolean left; // the owner's

  private Scope(ScopeOptions options) {
    this.options = options;
    this.name = options.name;
    this.frame = new Frame(this, this::stopsOwner, Stop.current());
    this.root = frame.outer == null ? this : frame.outer.scope.root;
    this.roster = new Roster(options, frame::wake);
    this.crew = new Crew(this, roster, options.threads);
    this.entry = Ledger.made(() -> this + " is not closed");
    this.waits = new OwnerWaits(roster, options);
  }

  /**
   * Opens a scope owned by the calling thread.
   *
   * @throws IllegalStateException if the calling thread must not wait, see {@link BlockingGuard}
   */
  public static Scope open() {
    return open(ScopeOptions.defaults());
  }

  /**
   * Opens a scope with a name, after which its threads are named too.
   *
   * @param name any text
   * @throws IllegalStateException as above
   */
  public static Scope open(String name) {
    return open(ScopeOptions.defaults().name(name));
  }

  /**
   * As {@link #open()}, with options.
   *
   * @param options name, policy, limit and more
   * @throws IllegalStateException as above
   */
  public static Scope open(ScopeOptions options) {
    Objects.requireNonNull(options, "scope options are null");
    BlockingGuard.check("the close of a scope");
    Scope scope = new Scope(options);
    scope.frame.enter();
    return scope;
  }

  /**
   * Runs all bodies at the same time and returns the result of the first to succeed; the others are
   * interrupted and waited for.
   *
   * @param bodies one or more
   * @param <T> the type of the result
   * @throws InterruptedException if interrupted while waiting; all are interrupted then
   * @throws BridgeException if all failed: around the first failure if it is checked; an unchecked
   *     one is thrown as itself
   * @throws IllegalArgumentException if there are no bodies
   */
  public static <T extends @Nullable Object> T firstSuccess(
      Collection<? extends Callable<? extends T>> bodies) throws InterruptedException {
    if (bodies.isEmpty()) {
      throw new IllegalArgumentException("first success of no bodies");
    }
    return FirstSuccess.of(bodies);
  }

  /**
   * Starts a task on a virtual thread of its own; does not wait. Beyond the {@linkplain
   * ScopeOptions#limit limit} it starts when another has ended. In a cancelled scope it never
   * begins and stays {@code UNAVAILABLE}. The body sees what the calling thread carries, see {@link
   * dev.towpath.channel.ContextCarrier}.
   *
   * @param body what to run; interrupted when the scope is cancelled
   * @param <T> the type of the result
   * @throws IllegalStateException if the scope is closed, or a {@link ForkGuard} refuses
   * @throws WrongThreadException if the calling thread is neither the owner nor a task of this
   *     scope
   */
  public <T extends @Nullable Object> Task<T> fork(Callable<? extends T> body) {
    return fork(null, false, body, null);
  }

  /**
   * As {@link #fork(Callable)}, for a body without a result.
   *
   * @param body as above
   */
  public Task<@Nullable Void> fork(Action body) {
    return fork(null, false, Bodies.of(body), null);
  }

  /**
   * As {@link #fork(Callable)}, with a name.
   *
   * @param name the name of the task and its thread
   * @param body as above
   * @param <T> the type of the result
   */
  public <T extends @Nullable Object> Task<T> fork(String name, Callable<? extends T> body) {
    return fork(Objects.requireNonNull(name, "task name is null"), false, body, null);
  }

  /**
   * As {@link #fork(Action)}, for a task that dies with the scope: {@link #join()} does not wait
   * for it, it takes no place under a limit, and its success is nobody's. Its failure counts as any
   * other.
   *
   * @param body as above
   */
  public Task<@Nullable Void> forkBackground(Action body) {
    return fork(null, true, Bodies.of(body), null);
  }

  /**
   * Forks a task that feeds a channel: when the producer returns the channel is closed, when it
   * throws both the channel and the task fail with that, and when it never begins the channel fails
   * with a {@link CancellationException}. So whoever reads is told in any case.
   *
   * @param out the end to send with, given to the producer
   * @param producer what to run
   * @param <V> the type of the values
   */
  public <V> Task<@Nullable Void> feed(Sender<V> out, Producer<V> producer) {
    return fork(
        null,
        false,
        Bodies.feeding(out, producer),
        () -> frame.runInside(() -> out.fail(cancellation())));
  }

  /**
   * Makes a channel that belongs to this scope: until the scope is cancelled or closed, only its
   * owner, its tasks, and those of scopes opened inside can use the ends; others get a {@link
   * WrongThreadException}, and nothing happens to the channel. For that the scope finds deadlocks:
   * once all of these threads wait, without a time limit, on channels made this way or in a join,
   * nobody can wake one of them any more, and the scope is cancelled with a {@link
   * DeadlockException} that says who waits for what. So do not wait on such a channel for nothing
   * but a cancel; wait for {@link #done} then. An end checks who uses it when that is another
   * thread than before. From the first such channel until its scope is closed each wait of this JVM
   * that suspends is asked whether it concerns one; otherwise nothing is looked for.
   *
   * @param description of the channel; can be used again
   * @param <V> the type of the values
   * @throws WrongThreadException if the calling thread is not one of those
   * @throws IllegalArgumentException if the channel is to be closed when it is abandoned
   */
  public <V> Channel<V> channel(Channel.Builder<V> description) {
    Objects.requireNonNull(description, "channel description is null");
    if (!Frame.isWithin(this)) {
      throw wrongThread("channel");
    }
    return keeper.keep(description);
  }

  private <T extends @Nullable Object> Task<T> fork(
      @Nullable String given,
      boolean background,
      Callable<? extends T> body,
      @Nullable Runnable ifNeverBegun) {
    Objects.requireNonNull(body, "task body is null");
    if (!Frame.isIn(this) && !owner.equals(Thread.currentThread())) {
      throw wrongThread("fork");
    }
    if (options.guarded) {
      ForkGuards.check("fork in scope '" + name + "'");
    }
    BridgeOptions<Object> context = BridgeOptions.defaults().captured();
    Task<T> task =
        new Task<>(
            given == null ? name + "-" + forked.incrementAndGet() : given,
            background,
            () -> context.<T>inContext(body),
            ifNeverBegun);
    Flight.forked(name, task.name());
    switch (roster.admit(task)) {
      case STARTS -> crew.start(task);
      case WAITS -> {} // whoever gives it its place starts it
      case CANCELLED -> task.giveUp();
      case CLOSED -> {
        task.giveUp();
        throw new IllegalStateException("fork in a closed scope: '" + name + "'");
      }
    }
    return task;
  }

  /**
   * Waits until all tasks have ended, leaving out those in the background, or until the {@link
   * Policy} needs no more. May be called again, also after more forks.
   *
   * @throws InterruptedException if interrupted before or while waiting; the tasks go on until the
   *     scope is closed
   * @throws BridgeException around the failure that the policy throws if it is checked; an
   *     unchecked one is thrown as itself. The others are in {@link #failures}
   * @throws CancellationException if the scope was cancelled before all tasks had ended, and not by
   *     a failure
   * @throws WrongThreadException if the calling thread is not the owner
   * @throws IllegalStateException if the calling thread must not wait
   */
  public void join() throws InterruptedException {
    join(FOREVER);
  }

  /**
   * As {@link #join()}, for a limited time. When the time is up the tasks go on.
   *
   * @param limit how long to wait; zero or less does not wait
   * @return whether they have ended; false when the time was up first
   * @throws InterruptedException as above
   */
  public boolean join(Duration limit) throws InterruptedException {
    Objects.requireNonNull(limit, "time limit is null");
    checkOwner("join");
    BlockingGuard.check("join");
    long start = System.nanoTime();
    while (!isOver()) {
      Duration remaining = limit.minusNanos(System.nanoTime() - start);
      if (!remaining.isPositive()) {
        return false;
      }
      waits.forChange(remaining, keeper);
    }
    return true;
  }

  private boolean isOver() {
    return switch (roster.progress()) {
      case RUNNING -> false;
      case ENDED -> true;
      case FAILED -> throw BridgeException.unchecked(Objects.requireNonNull(roster.firstFailure()));
      case CANCELLED -> throw cancellation();
    };
  }

  /**
   * Cancels the scope, if it is not: see above. Does not wait; may be called by any thread, on an
   * event loop too.
   */
  public void cancel() {
    cancel(null);
  }

  /** As {@link #cancel()}, for a reason, which join throws. */
  void cancel(@Nullable Throwable reason) {
    crew.carryOut(roster.cancel(reason));
  }

  /** Tells whether the scope has been cancelled, by whatever. Never waits. */
  public boolean isCancelled() {
    return roster.isCancelled();
  }

  /**
   * Returns what ends when the scope is cancelled or closed, to wait for in a {@link
   * dev.towpath.channel.Select} beside other things. It never has a value; it ends with the failure
   * that cancelled the scope, if one did. The same for all who ask, who should not close it.
   */
  public Receiver<Void> done() {
    return roster.done(waits.newChange("done"));
  }

  /**
   * Returns what tasks have thrown so far, the first failure first, at most 101. What comes after a
   * cancel and only tells of that, such as an {@link InterruptedException}, is left out. Complete
   * once the scope is closed. Never waits; may be called by any thread.
   */
  public List<Throwable> failures() {
    return roster.failures();
  }

  /**
   * Cancels what still runs and waits until every task has ended, however often the calling thread
   * is interrupted meanwhile; the interrupt flag stays set then. A task that still runs when the
   * {@linkplain ScopeOptions#grace grace time} is over is reported and waited for. Does nothing the
   * second time.
   *
   * @throws WrongThreadException if the calling thread is not the owner
   */
  @Override
  public void close() {
    checkOwner("close");
    if (left) {
      return;
    }
    left = true;
    Stop.closeUntil(frame);
    crew.carryOut(roster.close());
    try {
      waits.forEnd();
    } finally {
      keeper.end();
      if (entry != null) {
        entry.remove();
      }
      frame.leave();
    }
  }

  /** Returns the name and the number of tasks that run. */
  @Override
  public String toString() {
    return "scope '" + name + "' " + roster;
  }

  /** What waits throw once the scope is cancelled. */
  RuntimeException cancellation() {
    Throwable reason = roster.whyCancelled();
    return reason == null
        ? new CancellationException("scope '" + name + "' was cancelled")
        : BridgeException.unchecked(reason);
  }

  /** Has deadlocks looked for from now on; this is a root. */
  void findDeadlocks() {
    if (deadlocks == null) {
      deadlocks = new Deadlocks(this); // two of them do no harm
    }
  }

  private boolean stopsOwner() {
    return roster.stopsOwner();
  }

  private void checkOwner(String verb) {
    if (!owner.equals(Thread.currentThread())) {
      throw wrongThread(verb);
    }
  }

  private WrongThreadException wrongThread(String verb) {
    return new WrongThreadException(
        verb + " by '" + Thread.currentThread().getName() + "', not the owner of '" + name + "'");
  }
}
