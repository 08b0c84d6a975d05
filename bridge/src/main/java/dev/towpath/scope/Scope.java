package dev.towpath.scope;

import dev.towpath.channel.BridgeException;
import dev.towpath.channel.Channel;
import dev.towpath.channel.Receiver;
import dev.towpath.channel.Sender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Virtual threads with an owner. The thread that opens a scope forks tasks, joins them and closes
 * the scope; no task outlives it. The first task to fail cancels the others: they are interrupted,
 * and what is forked afterwards never begins.
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
 * <p>Works on Java 21 and later and needs no preview. Names are those of {@code
 * StructuredTaskScope}.
 */
public final class Scope implements AutoCloseable {
  private static final Duration FOREVER = Duration.ofSeconds(Long.MAX_VALUE);

  /*
   * All guarded by `lock`, which is held for a few instructions and never while waiting.
   * `running` has the thread of each task whose body has not returned; a thread in it, and no other,
   * may be interrupted. `failure` is set by the first task that throws while the scope is not
   * cancelled; `cancelled` is set with it, or by close. Those who wait for a change are in `waiting`.
   */
  private final ReentrantLock lock = new ReentrantLock();
  private final Set<Thread> running = new HashSet<>();
  private final List<Sender<Void>> waiting = new ArrayList<>();
  private @Nullable Throwable failure;
  private boolean cancelled;
  private boolean closed;
  private int forked;

  private final String name;
  private final Thread owner = Thread.currentThread();

  private Scope(String name) {
    this.name = name;
  }

  /** Opens a scope owned by the calling thread. */
  public static Scope open() {
    return open("scope");
  }

  /**
   * Opens a scope with a name, after which its threads are named too.
   *
   * @param name any text
   */
  public static Scope open(String name) {
    return new Scope(Objects.requireNonNull(name, "scope name is null"));
  }

  /**
   * Starts a task on a virtual thread of its own; does not wait. In a cancelled scope the task
   * never begins and stays {@code UNAVAILABLE}.
   *
   * @param body what to run; interrupted when the scope is cancelled
   * @param <T> the type of the result
   * @throws IllegalStateException if the scope is closed
   * @throws WrongThreadException if the calling thread is neither the owner nor a task of this
   *     scope
   */
  public <T extends @Nullable Object> Task<T> fork(Callable<? extends T> body) {
    Objects.requireNonNull(body, "task body is null");
    lock.lock();
    try {
      checkMember();
      if (closed) {
        throw new IllegalStateException("fork in a closed scope: '" + name + "'");
      }
      Task<T> task = new Task<>(name + "-" + ++forked, body);
      if (!cancelled) {
        Thread thread = Thread.ofVirtual().name(task.name()).unstarted(() -> run(task));
        running.add(thread);
        start(thread);
      }
      return task;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until all tasks have ended, or one has failed. May be called again, also after more
   * forks.
   *
   * @throws InterruptedException if interrupted before or while waiting; the tasks go on until the
   *     scope is closed
   * @throws BridgeException around the first failure if it is checked; an unchecked one is thrown
   *     as itself
   * @throws WrongThreadException if the calling thread is not the owner
   * @throws IllegalStateException if the calling thread must not wait
   */
  public void join() throws InterruptedException {
    checkOwner("join");
    while (true) {
      Receiver<Void> change;
      lock.lock();
      try {
        if (failure != null) {
          throw BridgeException.unchecked(failure);
        }
        if (running.isEmpty()) {
          return;
        }
        change = nextChange();
      } finally {
        lock.unlock();
      }
      change.receive(FOREVER);
    }
  }

  /**
   * Cancels what still runs and waits until every task has ended, however often the calling thread
   * is interrupted meanwhile; the interrupt flag stays set then. Does nothing the second time.
   *
   * @throws WrongThreadException if the calling thread is not the owner
   */
  @Override
  public void close() {
    checkOwner("close");
    boolean interrupted = false;
    while (true) {
      Receiver<Void> change;
      lock.lock();
      try {
        closed = true;
        cancel();
        if (running.isEmpty()) {
          break;
        }
        change = nextChange();
      } finally {
        lock.unlock();
      }
      interrupted |= !awaited(change);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns the name and the number of tasks that run. */
  @Override
  public String toString() {
    lock.lock();
    try {
      return "scope '" + name + "' (" + running.size() + " running)";
    } finally {
      lock.unlock();
    }
  }

  private void run(Task<?> task) {
    Throwable thrown = task.run();
    lock.lock();
    try {
      running.remove(Thread.currentThread());
      if (!cancelled) {
        task.end();
        if (thrown != null) {
          failure = thrown;
          cancel();
        }
      }
      if (running.isEmpty() || thrown != null) {
        waiting.forEach(Sender::close); // never waits
        waiting.clear();
      }
    } finally {
      lock.unlock();
    }
  }

  private void start(Thread thread) {
    boolean started = false;
    try {
      thread.start();
      started = true;
    } finally {
      if (!started) {
        running.remove(thread);
      }
    }
  }

  /** Lock held. */
  private void cancel() {
    if (!cancelled) {
      cancelled = true;
      running.forEach(Thread::interrupt);
    }
  }

  /** Returns what ends with the next change worth a look. Lock held. */
  private Receiver<Void> nextChange() {
    Channel<Void> change = Channel.<Void>builder().name(name + " join").build();
    waiting.add(change.sender());
    return change.receiver();
  }

  private static boolean awaited(Receiver<Void> change) {
    try {
      change.receive(FOREVER);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  private void checkOwner(String verb) {
    if (!owner.equals(Thread.currentThread())) {
      throw new WrongThreadException(
          verb + " by '" + Thread.currentThread().getName() + "', not the owner of '" + name + "'");
    }
  }

  private void checkMember() {
    if (!running.contains(Thread.currentThread())) {
      checkOwner("fork");
    }
  }
}
