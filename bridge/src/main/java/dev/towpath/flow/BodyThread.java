package dev.towpath.flow;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The virtual thread of a user's body, which is interrupted only while that body is on top, never
 * inside foreign code that we call from it (C9).
 *
 * <p>{@code top} says whose code runs. Only from {@code BODY} can it become {@code INTERRUPTING},
 * for the few instructions of the interrupt; only from {@code BODY} does the thread itself leave
 * the body. So an interrupt is over before other code starts, and one that comes meanwhile is made
 * up for on return.
 */
final class BodyThread {
  private enum Top {
    BODY,
    INTERRUPTING,
    OTHER
  }

  private final ThreadFactory threads;
  private final Thread thread;
  private final AtomicReference<Top> top = new AtomicReference<>(Top.BODY);
  private volatile boolean stopped;

  BodyThread(@Nullable String name, Runnable body) {
    this.threads =
        Thread.ofVirtual()
            .name(name == null ? "towpath-publish" : name)
            .inheritInheritableThreadLocals(false)
            .factory();
    this.thread = threads.newThread(body);
  }

  void start() {
    thread.start();
  }

  boolean isCurrent() {
    return thread.equals(Thread.currentThread());
  }

  /** Interrupts the body: now if it is on top, else as soon as it is again. */
  void stop() {
    stopped = true;
    if (top.compareAndSet(Top.BODY, Top.INTERRUPTING)) {
      thread.interrupt();
      top.set(Top.BODY);
    }
  }

  /** Runs other code on this thread: not interrupted, and not seeing an interrupt of the body. */
  void runOther(Runnable code) {
    boolean interrupted = leaveBody();
    try {
      code.run();
    } finally {
      top.set(Top.BODY);
      if (interrupted || stopped) {
        thread.interrupt();
      }
    }
  }

  /** Runs other code on one more thread, of the same name (C16). */
  void startBeside(Runnable code) {
    threads.newThread(code).start();
  }

  /** Leaves the body for good. */
  void endBody() {
    leaveBody();
  }

  private boolean leaveBody() {
    while (!top.compareAndSet(Top.BODY, Top.OTHER)) {
      Thread.onSpinWait(); // an interrupt is being delivered
    }
    return Thread.interrupted();
  }
}
