package dev.towpath.scope;

import dev.towpath.channel.BlockingGuard;
import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.Channel;
import dev.towpath.channel.Deadline;
import dev.towpath.channel.Sender;
import dev.towpath.channel.TryReceive;
import dev.towpath.channel.watch.Flight;
import dev.towpath.scope.BoundedExecutor.WhenFull;
import dev.towpath.scope.Places.Answer;
import dev.towpath.scope.Places.Change;
import dev.towpath.scope.Work.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a {@link BoundedExecutor} does around its {@link Places}: starts, waits, wakes, tells. */
final class Dispatch {
  private final String name;
  private final WhenFull whenFull;
  private final Duration waitLimit;
  private final boolean interrupts;
  private final boolean guarded;
  private final Consumer<? super Runnable> onDiscarded;
  private final BridgeOptions<Object> options;
  private final AtomicLong made = new AtomicLong(); // threads; a ThreadFactory counts more slowly
  private final Places places;
  private final Channel<Void> over; // ends when nothing runs or waits any more

  Dispatch(BoundedExecutor.Builder builder) {
    name = builder.name;
    whenFull = builder.whenFull;
    waitLimit = builder.waitLimit;
    interrupts = builder.interrupts;
    guarded = builder.guarded;
    onDiscarded = builder.onDiscarded;
    options = BridgeOptions.defaults().name(name);
    places = new Places(builder.running, builder.waiting, builder.fair);
    over = Channel.<Void>builder().name("end of " + name).build();
    Dispatches.add(this);
  }

  String name() {
    return name;
  }

  BoundedExecutor.Counts counts() {
    return places.counts();
  }

  List<Thread> threads() {
    return places.threads();
  }

  Work work(Runnable task) {
    return Work.of(task, options);
  }

  <T extends @Nullable Object> FutureWork<T> work(Callable<? extends T> task) {
    return work(task, null);
  }

  <T extends @Nullable Object> FutureWork<T> work(
      Callable<? extends T> task, @Nullable Sender<FutureWork<T>> onEnd) {
    return new FutureWork<>(this, Objects.requireNonNull(task, "task is null"), options, onEnd);
  }

  /** As {@code ExecutorService.execute}. */
  void submit(Work work) {
    try {
      if (!enter(work, waitLimit)) {
        throw rejected("no room in " + this + " within " + waitLimit, null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw rejected("interrupted while waiting for room in " + this, e);
    }
  }

  /**
   * As {@link #submit}, until a deadline.
   *
   * @return false if it was over first
   */
  boolean submit(Work work, Deadline deadline) throws InterruptedException {
    Duration left = deadline.remaining();
    boolean ours = waitLimit.compareTo(left) < 0;
    boolean entered = enter(work, ours ? waitLimit : left);
    if (!entered && ours) {
      throw rejected("no room in " + this + " within " + waitLimit, null);
    }
    return entered;
  }

  private boolean enter(Work work, Duration limit) throws InterruptedException {
    if (guarded) {
      ForkGuards.check("submit to executor '" + name + "'");
    }
    if (!Thread.currentThread().isVirtual()) {
      checkMayWait();
    }
    boolean yielded = false;
    while (true) {
      Answer answer = places.offer(work, null);
      if (answer != Answer.FULL) {
        accept(work, answer);
        return true;
      }
      if (whenFull != WhenFull.WAIT || places.isOwnThread()) {
        if (endedFull(work)) {
          return true;
        }
      } else if (yielded) {
        return awaitRoom(work, limit);
      } else {
        letTasksRun();
        yielded = true;
      }
    }
  }

  /** Where tasks are short there is room afterwards, and nobody need be woken for it. */
  @SuppressWarnings("ThreadPriorityCheck") // only a chance; nothing depends on it
  private static void letTasksRun() {
    Thread.yield();
  }

  private void accept(Work work, Answer answer) {
    switch (answer) {
      case START -> startOrThrow(work);
      case WAITS -> {}
      case SHUT -> throw refusedAfterShutdown();
      case FULL -> throw new AssertionError("not taken on: " + work);
    }
  }

  /** Does what the policy says without waiting; false if there is room by now. */
  private boolean endedFull(Work work) {
    switch (whenFull) {
      case ABORT -> throw rejected(this + " is full", null);
      case WAIT, CALLER_RUNS -> {
        checkMayWait();
        borrow(work);
      }
      case DISCARD_NEWEST -> {
        Flight.rejected(name, whenFull.name());
        places.endedElsewhere(work, false);
        discard(work);
      }
      case DISCARD_OLDEST -> {
        Work oldest = places.replaceOldest(work);
        if (oldest == null) {
          return false;
        }
        Flight.rejected(name, whenFull.name());
        discard(oldest);
      }
    }
    return true;
  }

  /** Refuses threads that must not wait, where a submit may keep its thread. */
  private void checkMayWait() {
    if (whenFull.keepsSubmitter()) {
      BlockingGuard.check("submit to '" + name + "' with " + whenFull);
    }
  }

  private boolean awaitRoom(Work work, Duration limit) throws InterruptedException {
    checkMayWait();
    Deadline deadline = Deadline.in(limit);
    while (true) {
      Channel<Void> call = Channel.<Void>builder().name("room in " + name).build();
      Answer answer = places.offer(work, call);
      if (answer != Answer.FULL) {
        accept(work, answer);
        return true;
      }
      Stage before = standOutside(work, call, deadline);
      if (before == Stage.REFUSED) {
        throw refusedAfterShutdown();
      }
      if (before != Stage.CALLED) {
        return before != Stage.OUTSIDE; // else its time is up
      }
    }
  }

  /** Waits for the call, and returns the stage in which the work was then. */
  private Stage standOutside(Work work, Channel<Void> call, Deadline deadline)
      throws InterruptedException {
    try {
      boolean unused = isOver(call, deadline);
      return places.leave(work);
    } catch (InterruptedException e) {
      Stage before = answeredBefore(work, e);
      Thread.currentThread().interrupt();
      return before;
    } catch (RuntimeException e) { // the cancel of a scope around us, for one
      return answeredBefore(work, e);
    } catch (Error e) {
      return answeredBefore(work, e);
    }
  }

  /** Returns the stage if the answer came first, otherwise throws. */
  private <X extends Throwable> Stage answeredBefore(Work work, X thrown) throws X {
    Stage before = places.leave(work);
    if (before == Stage.CALLED) {
      wake(places.callAnother());
    }
    if (before == Stage.CALLED || before == Stage.OUTSIDE) {
      throw thrown;
    }
    return before;
  }

  private void startOrThrow(Work work) {
    try {
      thread(work).start();
    } catch (Throwable t) {
      react(places.ended(work, false));
      throw t;
    }
  }

  private Thread thread(Work work) {
    Object ready = Flight.beginReady();
    return Thread.ofVirtual()
        .name(name + "-" + made.incrementAndGet())
        .inheritInheritableThreadLocals(false)
        .unstarted(() -> run(work, ready));
  }

  private void run(Work work, @Nullable Object ready) {
    Flight.endReady(ready, "its start");
    boolean ran = true;
    Object event = Flight.beginTask();
    try {
      work.begin(interrupts);
      if (places.began(work)) {
        work.halt(Thread.currentThread());
      }
      ran = work.performAndLeave(true);
    } finally {
      Flight.endTask(event, name, Thread.currentThread().getName());
      Change change = places.ended(work, ran);
      work.tell();
      react(change);
    }
  }

  /** Runs it on the calling thread, which is not its own. */
  private void borrow(Work work) {
    boolean ran = true;
    try {
      ran = work.performAndLeave(false);
    } finally {
      places.endedElsewhere(work, ran);
      work.tell();
    }
  }

  /** Runs it on the calling thread, if that is one of ours and the work waits; else false. */
  boolean runHere(Work work) {
    Change change = places.withdrawToRunHere(work);
    if (change != null) {
      react(change);
      borrow(work);
    }
    return change != null;
  }

  /** Takes a work away that was cancelled, if it waits. */
  void withdraw(Work work) {
    Change change = places.withdraw(work);
    if (change != null) {
      react(change);
    }
  }

  private void react(Change first) {
    Change change = first;
    while (true) {
      wake(change.called());
      if (change.over()) {
        over.sender().close();
      }
      Work next = change.start();
      if (next == null) {
        return;
      }
      try {
        thread(next).start();
        return;
      } catch (Throwable t) { // out of memory, for one: no thread, so the next gets the place
        change = places.ended(next, false);
        next.fail(t);
      }
    }
  }

  private static void wake(@Nullable Work called) {
    if (called != null && called.call != null) {
      called.call.sender().close();
    }
  }

  private void discard(Work work) {
    work.discardAndTell(onDiscarded);
  }

  void shut() {
    List<Work> refused = new ArrayList<>();
    boolean ended = places.shut(refused);
    refused.forEach(Dispatch::wake);
    if (ended) {
      over.sender().close();
    }
  }

  /** Halts what runs, and returns what waited. */
  List<Work> stop() {
    shut();
    List<Work> waited = new ArrayList<>();
    Map<Thread, Work> running = new HashMap<>();
    boolean ended = places.stop(waited, running);
    running.forEach((thread, work) -> work.halt(thread));
    if (ended) {
      over.sender().close();
    }
    return waited;
  }

  void cancelAll() {
    stop().forEach(this::discard);
  }

  boolean isShut() {
    return places.isShut();
  }

  boolean isOver() {
    return places.isTerminated();
  }

  boolean isOwnThread() {
    return places.isOwnThread();
  }

  boolean awaitOver(String verb, Deadline deadline) throws InterruptedException {
    if (isOver()) {
      return true;
    }
    BlockingGuard.check(verb + " of '" + name + "'");
    return isOver(over, deadline);
  }

  void checkNotOwn(String verb) {
    if (isOwnThread()) {
      throw new IllegalStateException(
          verb + " of '" + name + "' by one of its tasks, which would wait for itself");
    }
  }

  @Override
  public String toString() {
    BoundedExecutor.Counts now = counts();
    return "executor '" + name + "' (" + now.running() + " running, " + now.waiting() + " waiting)";
  }

  private static boolean isOver(Channel<Void> channel, Deadline deadline)
      throws InterruptedException {
    return channel.receiver().receive(deadline.remaining()) instanceof TryReceive.Closed;
  }

  private RejectedExecutionException refusedAfterShutdown() {
    return rejected(this + " is shut down", null);
  }

  private RejectedExecutionException rejected(String why, @Nullable Throwable cause) {
    places.countRejected();
    Flight.rejected(name, why);
    return new RejectedExecutionException(why, cause);
  }
}
