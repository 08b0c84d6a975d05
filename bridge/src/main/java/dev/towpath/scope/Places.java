package dev.towpath.scope;

import dev.towpath.channel.Channel;
import dev.towpath.scope.Work.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The places of a {@link BoundedExecutor}: who runs, who waits. Nobody is woken or started in here,
 * and nothing foreign is called: that is left to the caller, once the lock is free.
 *
 * <p>Whenever the lock is free:
 *
 * <ul>
 *   <li>{@code busy <= most}, and it is the number of works that are TAKEN;
 *   <li>{@code waiting.size() <= room}; nobody is WAITING unless {@code busy == most};
 *   <li>fair: nobody is OUTSIDE while there is room. Not fair: if somebody is, then as many others
 *       have been CALLED as there is room for, and have not answered yet;
 *   <li>once the phase is not OPEN nobody is OUTSIDE, once it is STOPPED nobody is WAITING;
 *   <li>{@code running} has the threads of the works that are TAKEN and have begun.
 * </ul>
 */
final class Places {
  enum Phase {
    OPEN,
    /** Takes on no more. */
    SHUT,
    /** Starts no more either. */
    STOPPED
  }

  /** What became of a work that was offered. */
  enum Answer {
    /** It has a place to run; the caller starts it. */
    START,
    WAITS,
    FULL,
    SHUT
  }

  /**
   * What is left to do once the lock is free.
   *
   * @param start to be given a thread
   * @param called whose submitter is to be woken
   * @param over whether nothing runs or waits any more, for good
   */
  record Change(@Nullable Work start, @Nullable Work called, boolean over) {}

  private final ShortLock lock = new ShortLock();
  private final int most;
  private final int room;
  private final boolean fair;

  private final WorkQueue waiting = new WorkQueue();
  private final WorkQueue outside = new WorkQueue();
  private final Map<Thread, Work> running = new HashMap<>();
  private Phase phase = Phase.OPEN;
  private int busy;
  private long completed;
  private long rejected;
  private long discarded;

  Places(int most, int room, boolean fair) {
    this.most = most;
    this.room = room;
    this.fair = fair;
  }

  /**
   * Takes a work on, if there is room.
   *
   * @param call if not null and there is no room, the work stands in line for it, until this ends
   */
  Answer offer(Work work, @Nullable Channel<Void> call) {
    lock.lock();
    try {
      Answer answer = place(work);
      if (answer == Answer.FULL && call != null) {
        standOutside(work, call);
      }
      return answer;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Ends the standing outside, if nobody else has.
   *
   * @return what stage the work was in
   */
  Stage leave(Work work) {
    lock.lock();
    try {
      Stage before = work.stage;
      if (before == Stage.OUTSIDE) {
        outside.remove(work);
        work.stage = Stage.NEW;
      }
      return before;
    } finally {
      lock.unlock();
    }
  }

  /** Calls another submitter in the place of one that was called and left. */
  @Nullable Work callAnother() {
    return locked(() -> hasRoom() ? call() : null);
  }

  /**
   * Takes a work on in the place of the one that waits longest, if it is full.
   *
   * @return the one that has lost its place, or null if it was not full after all: offer again
   */
  @Nullable Work replaceOldest(Work work) {
    lock.lock();
    try {
      if (phase != Phase.OPEN || hasRoom()) {
        return null;
      }
      Work oldest = waiting.poll();
      if (oldest != null) {
        oldest.stage = Stage.OVER;
        discarded++;
        await(work);
      }
      return oldest;
    } finally {
      lock.unlock();
    }
  }

  /**
   * A work begins, on the calling thread.
   *
   * @return whether it is to find itself interrupted
   */
  boolean began(Work work) {
    lock.lock();
    try {
      running.put(Thread.currentThread(), work);
      return phase == Phase.STOPPED;
    } finally {
      lock.unlock();
    }
  }

  /**
   * A work that was TAKEN is over: its outcome becomes public, and its place free, at once.
   *
   * @param ran whether it has run
   */
  Change ended(Work work, boolean ran) {
    lock.lock();
    try {
      running.remove(Thread.currentThread(), work);
      count(work, ran);
      return vacated();
    } finally {
      lock.unlock();
    }
  }

  /** A work that never had a place has run on a thread of somebody else, or was dropped. */
  void endedElsewhere(Work work, boolean ran) {
    lock.lock();
    try {
      count(work, ran);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes a waiting work away.
   *
   * @return null if it does not wait
   */
  @Nullable Change withdraw(Work work) {
    lock.lock();
    try {
      if (work.stage != Stage.WAITING) {
        return null;
      }
      waiting.remove(work);
      work.stage = Stage.OVER;
      discarded++;
      return new Change(null, refill(), isOver());
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes a waiting work away for the calling thread to run itself, if that is one of ours.
   *
   * @return null if it is not, or the work does not wait
   */
  @Nullable Change withdrawToRunHere(Work work) {
    lock.lock();
    try {
      if (work.stage != Stage.WAITING || !running.containsKey(Thread.currentThread())) {
        return null;
      }
      waiting.remove(work);
      work.stage = Stage.OVER;
      return new Change(null, refill(), false); // the calling thread's own place is taken
    } finally {
      lock.unlock();
    }
  }

  /** Whether the calling thread runs one of our works. */
  boolean isOwnThread() {
    return locked(() -> running.containsKey(Thread.currentThread()));
  }

  void countRejected() {
    locked(() -> rejected++);
  }

  /**
   * Takes on no more.
   *
   * @param refused gets those whose submitters must be told
   * @return whether nothing runs or waits
   */
  boolean shut(List<Work> refused) {
    lock.lock();
    try {
      if (phase == Phase.OPEN) {
        phase = Phase.SHUT;
      }
      for (Work work = outside.poll(); work != null; work = outside.poll()) {
        work.stage = Stage.REFUSED;
        refused.add(work);
      }
      return isOver();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Starts no more; comes after {@link #shut}.
   *
   * @param never gets those that waited
   * @param runs gets those that run, by their threads
   * @return whether nothing runs
   */
  boolean stop(List<Work> never, Map<Thread, Work> runs) {
    lock.lock();
    try {
      phase = Phase.STOPPED;
      for (Work work = waiting.poll(); work != null; work = waiting.poll()) {
        work.stage = Stage.OVER;
        discarded++;
        never.add(work);
      }
      runs.putAll(running);
      return isOver();
    } finally {
      lock.unlock();
    }
  }

  boolean isShut() {
    return locked(() -> phase != Phase.OPEN);
  }

  /** Whether nothing runs or waits any more, for good. */
  boolean isTerminated() {
    return locked(() -> isOver());
  }

  List<Thread> threads() {
    return locked(() -> new ArrayList<>(running.keySet()));
  }

  BoundedExecutor.Counts counts() {
    lock.lock();
    try {
      Work oldest = waiting.peek() == null ? outside.peek() : waiting.peek();
      Duration wait =
          oldest == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - oldest.since);
      return new BoundedExecutor.Counts(
          busy, waiting.size(), outside.size(), completed, rejected, discarded, wait);
    } finally {
      lock.unlock();
    }
  }

  private <R extends @Nullable Object> R locked(Supplier<R> look) {
    lock.lock();
    try {
      return look.get();
    } finally {
      lock.unlock();
    }
  }

  // From here on the lock is held.

  private Answer place(Work work) {
    if (phase != Phase.OPEN) {
      return Answer.SHUT;
    }
    if (busy < most) {
      busy++;
      work.stage = Stage.TAKEN;
      return Answer.START;
    }
    if (waiting.size() < room) {
      await(work);
      return Answer.WAITS;
    }
    return Answer.FULL;
  }

  private void standOutside(Work work, Channel<Void> call) {
    if (work.stage == Stage.CALLED) { // comes back: somebody was quicker
      outside.addFirst(work);
    } else {
      work.since = System.nanoTime();
      outside.add(work);
    }
    work.stage = Stage.OUTSIDE;
    work.call = call;
  }

  private boolean hasRoom() {
    return busy < most || waiting.size() < room;
  }

  private void await(Work work) {
    if (work.stage == Stage.NEW) { // else it began to wait outside
      work.since = System.nanoTime();
    }
    work.stage = Stage.WAITING;
    waiting.add(work);
  }

  private void count(Work work, boolean ran) {
    work.stage = Stage.OVER;
    if (ran) {
      completed++;
    } else {
      discarded++;
    }
    work.settle();
  }

  /** A place to run is free: gives it to the next in line. */
  private Change vacated() {
    Work next = waiting.poll();
    if (next != null) {
      next.stage = Stage.TAKEN;
      return new Change(next, refill(), false);
    }
    Work first = fair ? outside.poll() : null;
    if (first != null) {
      first.stage = Stage.TAKEN;
      return new Change(first, first, false);
    }
    busy--;
    return new Change(null, call(), isOver());
  }

  /** A place to wait is free: returns the submitter to be told of it. */
  private @Nullable Work refill() {
    if (!fair) {
      return call();
    }
    Work first = outside.poll();
    if (first != null) {
      await(first);
    }
    return first;
  }

  private @Nullable Work call() {
    Work first = outside.poll();
    if (first != null) {
      first.stage = Stage.CALLED;
    }
    return first;
  }

  private boolean isOver() {
    return phase != Phase.OPEN && busy == 0 && waiting.size() == 0;
  }
}
