package dev.towpath.scope;

import dev.towpath.channel.BlockingGuard;
import dev.towpath.channel.Channel;
import dev.towpath.channel.Deadline;
import dev.towpath.channel.Receiver;
import dev.towpath.channel.TryReceive;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One {@code invokeAll} or {@code invokeAny}. Whatever it leaves unfinished it cancels. */
final class Invocation<T> {
  private final Dispatch dispatch;
  private final Deadline deadline;
  private final boolean limited;
  private final List<FutureWork<T>> futures = new ArrayList<>();
  private final Set<FutureWork<T>> failed = new HashSet<>();
  private @Nullable FutureWork<T> winner;
  private @Nullable FutureWork<T> last; // to fail

  /**
   * @param deadline when to give up, or null for never
   */
  Invocation(Dispatch dispatch, @Nullable Deadline deadline) {
    this.dispatch = dispatch;
    this.limited = deadline != null;
    this.deadline = deadline == null ? Deadline.never() : deadline;
  }

  /** Runs all and returns their futures, all done. */
  List<Future<T>> all(Collection<? extends Callable<T>> tasks) throws InterruptedException {
    BlockingGuard.check("invokeAll");
    try {
      for (Callable<T> task : tasks) {
        futures.add(dispatch.work(task));
      }
      boolean inTime = true;
      for (int i = 0; i < futures.size() && inTime; i++) {
        inTime = dispatch.submit(futures.get(i), deadline);
      }
      for (int i = 0; i < futures.size() && inTime; i++) {
        inTime = isDoneInTime(futures.get(i));
      }
    } finally {
      cancelAll();
    }
    return new ArrayList<>(futures);
  }

  private boolean isDoneInTime(FutureWork<T> future) throws InterruptedException {
    try {
      if (limited) {
        future.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
      } else {
        future.get();
      }
      return true;
    } catch (ExecutionException | CancellationException e) {
      return true; // the caller will see in the future
    } catch (TimeoutException e) {
      return false;
    }
  }

  /** Returns the first result, or throws the last failure if there is none. */
  T any(Collection<? extends Callable<T>> tasks)
      throws InterruptedException, ExecutionException, TimeoutException {
    List<Callable<T>> all = new ArrayList<>(tasks);
    if (all.isEmpty()) {
      throw new IllegalArgumentException("invokeAny of no tasks");
    }
    BlockingGuard.check("invokeAny");
    // Each comes here when it has ended, and perhaps once more if it was cancelled before.
    Channel<FutureWork<T>> ended = Channel.buffered(2 * all.size());
    try {
      for (Callable<T> task : all) {
        FutureWork<T> future = dispatch.work(task, ended.sender());
        futures.add(future);
        if (!dispatch.submit(future, deadline)) {
          throw noResultInTime();
        }
        note(ended.receiver().tryReceive());
        if (winner != null) {
          break; // the others need not begin
        }
      }
      while (winner == null && failed.size() < futures.size()) {
        note(next(ended.receiver()));
      }
      return result();
    } finally {
      cancelAll();
    }
  }

  /** Returns one that has ended; a task of the executor runs those itself that have not begun. */
  private TryReceive<FutureWork<T>> next(Receiver<FutureWork<T>> ended)
      throws InterruptedException, TimeoutException {
    if (!limited && dispatch.isOwnThread()) {
      for (FutureWork<T> future : futures) {
        if (!future.isDone() && dispatch.runHere(future)) {
          break;
        }
      }
    }
    TryReceive<FutureWork<T>> next = ended.receive(deadline.remaining());
    if (next instanceof TryReceive.Empty) {
      throw noResultInTime();
    }
    return next;
  }

  private void note(TryReceive<FutureWork<T>> ended) {
    if (ended instanceof TryReceive.Value<FutureWork<T>>(FutureWork<T> future)) {
      if (future.state() == Future.State.SUCCESS) {
        winner = future;
      } else {
        failed.add(future);
        last = future;
      }
    }
  }

  private T result() throws InterruptedException, ExecutionException {
    try {
      return Objects.requireNonNull(winner == null ? last : winner).get();
    } catch (CancellationException e) { // by somebody else
      throw new ExecutionException(e);
    }
  }

  private TimeoutException noResultInTime() {
    return new TimeoutException("no result of invokeAny on '" + dispatch.name() + "' in time");
  }

  private void cancelAll() {
    for (FutureWork<T> future : futures) {
      future.cancel(true); // does nothing to those that are done
    }
  }

  static Deadline deadline(long timeout, TimeUnit unit) {
    return Deadline.in(Duration.ofNanos(unit.toNanos(timeout)));
  }
}
