package dev.towpath.scope;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Finds scopes, in one tree of them, whose threads all wait for each other, and cancels them.
 *
 * <p>A scope is stuck if its owner and all its tasks, and those of the scopes inside, wait without
 * a time limit for what only one of them could bring: a channel that one of these scopes keeps, or
 * the end of tasks in one of them. Two looks must find the same threads in the same waits. Then, at
 * the instant between the two, all of them waited at once and nobody was left who could have woken
 * one; and so it stays.
 *
 * <p>Who begins to wait, and who ends, has it looked a little later, once for all who do until
 * then: {@code due} is true while that is to come, and becomes false before the look, so that who
 * comes too late for it starts another.
 */
final class Deadlocks {
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Scope root;
  private final AtomicBoolean due = new AtomicBoolean();

  Deadlocks(Scope root) {
    this.root = root;
  }

  /** A thread has begun to wait, or has ended. */
  void lookSoon() {
    if (!due.get() && due.compareAndSet(false, true)) {
      boolean started = false;
      try {
        Thread.ofVirtual()
            .name("towpath-deadlocks")
            .inheritInheritableThreadLocals(false)
            .start(this::lookLater);
        started = true;
      } finally {
        if (!started) {
          due.set(false);
        }
      }
    }
  }

  private void lookLater() {
    LockSupport.parkNanos(PAUSE.toNanos());
    due.set(false);
    look();
  }

  /** Cancels the scopes that are stuck; only the innermost, whose owner then goes on. */
  void look() {
    List<Scope> stuck = new ArrayList<>();
    findStuck(root, stuck);
    for (Scope scope : stuck) {
      Party party = Party.of(scope);
      if (party.isStuck()) { // and so it stays: this is to name who waits
        scope.cancel(
            new DeadlockException("deadlock in scope '" + scope.name + "':" + party.inWords()));
      }
    }
  }

  private static boolean findStuck(Scope scope, List<Scope> stuck) {
    boolean inside = false;
    for (Scope child : scope.roster.state().children()) {
      inside |= findStuck(child, stuck);
    }
    if (inside || scope.isCancelled() || !isStuck(scope)) {
      return inside;
    }
    stuck.add(scope);
    return true;
  }

  private static boolean isStuck(Scope scope) {
    if (scope.frame.base.need() == null) {
      return false; // the owner is not: no need to ask them all
    }
    Party first = Party.of(scope);
    if (!first.isStuck()) {
      return false;
    }
    Party second = Party.of(scope);
    return second.isStuck() && second.isSameAs(first);
  }
}
